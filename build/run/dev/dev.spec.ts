import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ProjectCopy } from '../../test-kit/project-copy';

const schema = 'src/components/demo/prisma/schema.prisma';
const list = 'src/components/demo/ui/post-list.tsx';
let project: ProjectCopy;

beforeAll(() => {
  project = new ProjectCopy();
});
afterAll(() => project.dispose());

test('serves what is saved; reports errors and keeps the last good server', async () => {
  const dev = project.run(['dev'], { PORT: '0' });
  const address = await dev.says(/Serving (http:\S+)/);
  const page = async () => (await fetch(`${address}demo/posts`, { headers: { connection: 'close' } })).text();
  expect(await page()).toContain('class="card post"');

  let visiting = true;
  const visitor = (async () => {
    let visits = 0;
    for (; visiting; visits++) await page();
    return visits;
  })();

  let from = dev.output.length;
  project.edit(list, 'className="card post"', 'className="card post edited"');
  await dev.says(/Serving/, from);
  expect(await page()).toContain('class="card post edited"');
  expect(dev.output.slice(from)).toContain(`Changed: ${list}`);

  from = dev.output.length;
  project.edit(schema, 'model DemoPost {', 'model DemoPost {\n  broken Strin');
  await dev.says(/error \w+: .*Strin/, from);
  await dev.says(/The build failed\. The last good server keeps running\./, from);
  expect(await page()).toContain('class="card post edited"');

  from = dev.output.length;
  project.edit(schema, '  broken Strin', '  subtitle String?');
  await dev.says(/Serving/, from);
  await dev.says(/npx prisma migrate dev/, from);

  from = dev.output.length;
  project.edit(schema, '  subtitle String?\n', '');
  await dev.says(/Serving/, from);
  expect(await page()).toContain('class="card post edited"');

  visiting = false;
  // A refused connection would have ended the visitor with an error.
  expect(await visitor).toBeGreaterThan(0);
  expect(await dev.end('SIGINT')).toBe(0);
}, 180_000);
