import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const own = path.resolve(__dirname, '..', '..', '..');
const LEFT_OUT = new Set(
  ['.git', '.prismosaic', '.env', 'dist', 'node_modules'].map((name) => path.join(own, name)),
);

/** A copy of this project, with its own database. */
let root: string;
let command: string;

/** Runs a program of the copy. Resolves with its output; rejects with it when it failed. */
async function run(program: string, ...args: string[]): Promise<string> {
  const { DATABASE_URL, MIGRATION_DATABASE_URL, JEST_WORKER_ID, NODE_ENV, ...environment } = process.env;
  const env = { ...environment, JEST_WORKERS: '1', FORCE_COLOR: '0' };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, ...args], {
    cwd: root,
    env,
  });
  return stdout + stderr;
}
const program = (name: string) => require.resolve(name, { paths: [own] });

beforeAll(() => {
  root = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'prismosaic-new-'));
  command = path.join(root, 'build/cli/prismosaic.js');
  fs.cpSync(own, root, { recursive: true, filter: (file) => !LEFT_OUT.has(file) });
  fs.symlinkSync(path.join(own, 'node_modules'), path.join(root, 'node_modules'));
});
afterAll(async () => {
  await run(command, 'db', 'stop', '--force');
  fs.rmSync(root, { recursive: true, force: true });
});

test('a new component is migrated, served with its place in the menu, tested, and clean', async () => {
  await run(command, 'new', 'component', 'a', '--model', 'Z', '--title', `"A" isn't \\ <b>`);
  // The longest possible names.
  const long = { name: `long-${'n'.repeat(19)}`, model: `Long${'m'.repeat(20)}`, title: 'W'.repeat(40) };
  await run(command, 'new', 'component', long.name, '--model', long.model, '--title', long.title);
  const printed = await run(command, 'new', 'component', 'order-lines');
  expect(printed).toContain('npx prisma migrate dev --name add_order_lines');

  const biome = program('@biomejs/biome/bin/biome');
  const folders = ['a', 'order-lines', long.name].map((name) => `src/components/${name}`);
  await run(biome, 'check', '--error-on-warnings', '--vcs-enabled=false', ...folders);
  await Promise.all([
    run(program('typescript/bin/tsc'), '--noEmit'),
    run(program('prisma/build/index.js'), 'migrate', 'dev', '--name', 'add_order_lines').then(async () => {
      const tested = await run(program('jest/bin/jest'), 'src/components/order-lines', 'src/components/a/');
      expect(tested).toContain('4 passed, 4 total');
    }),
  ]);
}, 120_000);
