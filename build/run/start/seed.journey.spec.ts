import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { ProjectCopy } from '../../test-kit/project-copy';

let project: ProjectCopy;
beforeAll(() => {
  project = new ProjectCopy();
});
afterAll(() => project.dispose());

async function run(...args: string[]): Promise<{ status: number | null; output: string }> {
  const command = project.run(args);
  return { status: await command.ended, output: command.output };
}

const seed = () => run('prisma', 'default', '--', 'db', 'seed');

async function posts(): Promise<number> {
  const address = (await run('db', 'url')).output.trim().split('\n').at(-1) ?? '';
  const client = new Client({ connectionString: address });
  await client.connect();
  try {
    return (await client.query('SELECT * FROM "DemoPost"')).rows.length;
  } finally {
    await client.end();
  }
}

test('`prisma db seed` puts the first rows of the components in a fresh clone, and none again', async () => {
  const first = await seed();
  expect(first.output).toContain('✓ Migrations');
  expect(first).toMatchObject({ status: 0, output: expect.stringContaining('demo: seeded 3 rows') });
  expect(await posts()).toBe(3);
  // The bundle of `npm start` and `npm run dev` is not touched.
  expect(fs.existsSync(path.join(project.root, 'dist'))).toBe(false);

  const second = await seed();
  expect(second).toMatchObject({ status: 0, output: expect.stringContaining('Nothing to seed') });
  expect(second.output).not.toContain('Migrations');
  expect(await posts()).toBe(3);
}, 180_000);

test('a seed that fails ends the command with 1, its message and the component', async () => {
  fs.writeFileSync(
    path.join(project.root, 'src/components/demo/component.seed.ts'),
    "export default async function seed(): Promise<number> {\n  throw new Error('no rows today');\n}\n",
  );
  const { status, output } = await seed();
  expect(status).toBe(1);
  expect(output).toContain('no rows today');
  expect(output).toContain('The seed of "demo" failed');
  expect(output).not.toContain('Nothing to seed');
}, 120_000);
