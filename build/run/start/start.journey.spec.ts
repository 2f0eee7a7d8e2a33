import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { embeddedPostgres } from '../../postgres';
import { ProjectCopy } from '../../test-kit/project-copy';

const ready = /Listening on (http:\S+)/;
let project: ProjectCopy;

beforeAll(() => {
  project = new ProjectCopy();
});
afterAll(() => project.dispose());

/** Posts through the form, as a browser without scripts does. */
async function post(address: string, title: string): Promise<number> {
  const page = await fetch(`${address}/demo/posts`);
  const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  const cookie = page.headers.getSetCookie().map((line) => line.split(';')[0]);
  const fields = { title, content: '', status: 'DRAFT', authorName: 'Ada', authorEmail: 'ada@example.org' };
  const answer = await fetch(`${address}/demo/posts`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookie.join('; ') },
    body: new URLSearchParams({ ...fields, _csrf: token }),
  });
  return answer.status;
}

test('a fresh clone is served with demo rows, ends cleanly, and keeps its data', async () => {
  const first = project.run(['start'], { PORT: '0' });
  const address = await first.says(ready);
  await first.says(/✓ Server/);
  const migrations = fs.readdirSync(path.join(project.root, 'prisma/migrations')).length - 1;
  expect(first.output).toContain(`✓ Migrations: ${migrations} applied`);
  const page = await fetch(`${address}/demo/posts`);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).not.toMatch(/script-src|connect-src/);
  const text = await page.text();
  expect(text).toContain('class="card post"');
  expect(text).not.toMatch(/<script|__prismosaic/);
  expect((await fetch(`${address}/__prismosaic/dev.js`)).status).toBe(404);
  expect(await post(address, 'Survives a restart')).toBe(303);
  expect(await first.end('SIGTERM')).toBe(0);
  await expect(fetch(address)).rejects.toThrow();
  expect((await embeddedPostgres(project.root).status()).state).toBe('stopped');

  const { port } = new URL(address);
  const second = project.run(['start'], { PORT: port });
  await second.says(/✓ Server/);
  expect(second.output).toMatch(/✓ Schemas and client: up to date/);
  expect(second.output).toMatch(/✓ Bundle: up to date/);
  expect(second.output).toMatch(/✓ Migrations: nothing to apply/);
  expect(await (await fetch(`${address}/demo/posts`)).text()).toContain('Survives a restart');

  const third = project.run(['start'], { PORT: port });
  expect(await third.ended).toBe(1);
  expect(third.output).toContain(`Port ${port} is already in use`);
  expect(await second.end('SIGINT')).toBe(0);
}, 180_000);

test('a broken schema ends the command with exit code 1, the step and the place', async () => {
  const schema = path.join(project.root, 'src/components/demo/prisma/schema.prisma');
  const good = fs.readFileSync(schema, 'utf8');
  fs.writeFileSync(schema, `${good}\nmodel Broken {\n  id Strin @id\n}\n`);
  const command = project.run(['start'], { PORT: '0' });
  expect(await command.ended).toBe(1);
  fs.writeFileSync(schema, good);
  const line = good.split('\n').length + 2;
  expect(command.output).toContain('✗ Schemas and client');
  expect(command.output).toContain(`src/components/demo/prisma/schema.prisma:${line}:6: error`);
});

test('a database that stays unavailable ends the command once its time is over, without showing a credential', async () => {
  const command = project.run(['start'], {
    PORT: '0',
    DATABASE_URL: 'postgresql://app:very-secret@127.0.0.1:1/app',
    DATABASE_CONNECT_TIMEOUT: '1',
  });
  expect(await command.ended).toBe(1);
  expect(command.output).toContain(
    '✗ Database: Gave up after 1 s of waiting for the database at 127.0.0.1:1/app',
  );
  expect(command.output).not.toContain('very-secret');
});
