import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { prismaConfig } from '.';

const checkout = path.resolve(__dirname, '..', '..');
const prisma = require.resolve('prisma/build/index.js');
let root: string;

beforeEach(() => {
  root = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'prisma-config-'));
  component('model Note {\n  id Int @id\n}\n');
});
afterEach(() => fs.rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  const target = path.join(root, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, text);
}

function component(schema: string): void {
  write('src/components/notes/prisma/schema.prisma', schema);
}

const exists = (file: string) => fs.existsSync(path.join(root, file));
const config = (line: string, environment: NodeJS.ProcessEnv = {}) =>
  prismaConfig({ root }, line.split(' '), environment);

/** Runs Prisma's command line in the project. */
function run(...args: string[]): Promise<{ status: number; output: string }> {
  if (!exists('node_modules'))
    fs.symlinkSync(path.join(checkout, 'node_modules'), path.join(root, 'node_modules'), 'junction');
  write('package.json', '{}');
  write('prisma.config.ts', fs.readFileSync(path.join(checkout, 'prisma.config.ts'), 'utf8'));
  const env = { ...process.env, CHECKPOINT_DISABLE: '1', NO_COLOR: '1' };
  return new Promise((resolve) => {
    execFile(process.execPath, [prisma, ...args], { cwd: root, env }, (error, stdout, stderr) => {
      const status = typeof error?.code === 'number' ? error.code : 0;
      resolve({ status, output: stdout + stderr });
    });
  });
}

test('a command that needs the schema gets it composed, and no database', async () => {
  const environment: NodeJS.ProcessEnv = {};
  const { schema, migrations, datasource } = await config('generate', environment);
  expect({ schema, path: migrations?.path, datasource }).toEqual({
    schema: path.join(root, 'prisma/schema'),
    path: path.join(root, 'prisma/migrations'),
    datasource: undefined,
  });
  expect(fs.readFileSync(path.join(root, 'prisma/schema/notes.prisma'), 'utf8')).toContain('model Note');
  expect(environment.PRISMA_SCHEMA_ENGINE_BINARY).toMatch(/schema-engine\.js$/);
  expect(exists('.prismosaic/postgres')).toBe(false);
});

test('a command that needs nothing gets nothing', async () => {
  expect(await config('--version')).not.toHaveProperty('datasource');
  expect(exists('prisma/schema')).toBe(false);
});

test('a command that needs a database gets the migration role and the shadow database, from .env too', async () => {
  write(
    '.env',
    'MIGRATION_DATABASE_URL=postgresql://owner@h/db\nSHADOW_DATABASE_URL=postgresql://owner@h/shadow\n',
  );
  const { datasource } = await config('migrate deploy', { DATABASE_URL: 'postgresql://app@h/db' });
  expect(datasource).toEqual({
    url: 'postgresql://owner@h/db',
    shadowDatabaseUrl: 'postgresql://owner@h/shadow',
  });
});

test('a component schema with an error ends each command with status 1 at its line, and publishes nothing', async () => {
  component('model Note {\n  id Nothing @id\n}\n');
  const { status, output } = await run('migrate', 'deploy');
  expect(status).toBe(1);
  expect(output).toContain('src/components/notes/prisma/schema.prisma:2:6');
  expect(output).toContain('nothing was done');
  expect(exists('prisma/schema')).toBe(false);
});

test('the next command sees a new component', async () => {
  component('model Fresh {\n  id Int @id\n}\n');
  const { status, output } = await run(
    'migrate',
    'diff',
    '--from-empty',
    '--to-schema',
    'prisma/schema',
    '--script',
  );
  expect(output).toContain('CREATE TABLE "Fresh"');
  expect(status).toBe(0);
});

test('format points to the command that formats component schemas, fails, and changes nothing', async () => {
  const messy = 'model Note {\nid Int @id\n}\n';
  component(messy);
  write('other.prisma', messy);
  const schema = 'src/components/notes/prisma/schema.prisma';
  for (const args of [[], ['--check'], ['--schema', schema]]) {
    const { status, output } = await run('format', ...args);
    expect([args, status, output]).toEqual([args, 1, expect.stringContaining('npx prismosaic format')]);
  }
  expect(fs.readFileSync(path.join(root, schema), 'utf8')).toBe(messy);
  // Prisma formats a schema that is not composed.
  expect(await run('format', '--schema', 'other.prisma')).toMatchObject({ status: 0 });
  expect(fs.readFileSync(path.join(root, 'other.prisma'), 'utf8')).toContain('  id Int @id');
});
