import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { embeddedPostgres } from '../postgres';
import { ProjectCopy } from '../test-kit/project-copy';

let copy: ProjectCopy;
const environment = { JEST_WORKERS: '1', CI: undefined };

beforeAll(() => {
  copy = new ProjectCopy();
  spec('pure', `test('adds', () => expect(1 + 1).toBe(2));`);
  spec(
    'database',
    `test('meets the other run', async () => {
  const prisma = new PrismaService();
  await prisma.demoUser.create({ data: { name: 'Ada', email: 'ada@example.com' } });
  const [{ name }] = await prisma.$queryRaw\`SELECT current_schema()::text AS name\`;
  fs.writeFileSync(process.env.ME + '.here', name);
  while (!fs.existsSync(process.env.OTHER + '.here')) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await prisma.demoUser.count()).toBe(1);
  await prisma.$disconnect();
});`,
  );
});
afterAll(() => copy.dispose());

function spec(name: string, body: string): void {
  fs.writeFileSync(
    path.join(copy.root, `src/${name}.spec.ts`),
    `import fs from 'node:fs';
import { afterAll, expect, test } from '@jest/globals';
import { PrismaService } from './database/prisma.service';
${body}
`,
  );
}

const state = async () => (await embeddedPostgres(copy.root).status()).state;
const schemaOf = (run: string) => fs.readFileSync(path.join(copy.root, `${run}.here`), 'utf8');

function run(me: string, other: string) {
  return copy.jest(['src/database.spec.ts'], { ...environment, ME: me, OTHER: other });
}

test('tests that need no database start none, once the worker schemas are made', async () => {
  expect(await copy.jest(['src/pure'], environment).ended).toBe(0);
  fs.rmSync(path.join(copy.root, '.prismosaic/postgres/log'), { force: true, recursive: true });
  const pure = copy.jest(['src/pure'], environment);
  expect(await pure.ended).toBe(0);
  expect(pure.output).not.toMatch(/PostgreSQL|Preparing/);
  expect(await state()).toBe('stopped');
});

test('two runs at once pass, each in schemas of its own', async () => {
  const runs = [run('one', 'two'), run('two', 'one')];
  for (const one of runs) expect([await one.ended, one.output]).toEqual([0, expect.any(String)]);
  expect([schemaOf('one'), schemaOf('two')].sort()).toEqual(['test_1', 'test_101']);
  expect(await state()).toBe('stopped');
});

test('a run that is killed does not delay the next one, which uses the same schema', async () => {
  const killed = run('killed', 'never');
  const here = path.join(copy.root, 'killed.here');
  while (!fs.existsSync(here)) await new Promise((resolve) => setTimeout(resolve, 20));
  await killed.end('SIGKILL');
  const next = run('next', 'next');
  expect([await next.ended, next.output]).toEqual([0, expect.not.stringMatching(/Waiting|Preparing/)]);
  expect(schemaOf('next')).toBe('test_1');
});

test('rows of a test are kept on request, with a command that opens them', async () => {
  spec(
    'kept',
    `import { cleanBetweenTests } from 'prismosaic/testing';
const prisma = new PrismaService();
cleanBetweenTests(prisma);
afterAll(() => prisma.$disconnect());
test('fails', async () => {
  await prisma.demoUser.create({ data: { name: 'Ada', email: 'ada@example.com' } });
  expect(await prisma.demoUser.count()).toBe(2);
});`,
  );
  const names = async () => {
    const address = copy.run(['db', 'url', '--test', '1']);
    expect(await address.ended).toBe(0);
    const [url = ''] = /^postgresql:.*$/m.exec(address.output) ?? [];
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query('SELECT name FROM "DemoUser"');
    await client.end();
    return rows.map(({ name }) => name);
  };
  const rolledBack = copy.jest(['src/kept'], environment);
  expect(await rolledBack.ended).toBe(1);
  expect(rolledBack.output).not.toContain('db url');
  expect(await names()).toEqual([]);
  const kept = copy.jest(['src/kept'], { ...environment, KEEP_ROWS: '1' });
  expect(await kept.ended).toBe(1);
  expect(kept.output).toContain('npx prisma studio --url "$(npx prismosaic db url --test 1)"');
  expect(await names()).toEqual(['Ada']);
});
