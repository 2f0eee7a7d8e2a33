import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Composer } from '../composer/composer';
import type { ClientConfig } from '../config';
import { TemporaryProject } from '../test-kit/composer/project';

const checkout = path.resolve(__dirname, '../..');
const engine = path.join(checkout, 'engine/bin/schema-engine.js');
const cli = require.resolve('prisma/build/index.js');
const schema = `model Shop {
  id    Int    @id
  name  String
  kind  Kind
  goods Good[]
}

model Good {
  id     Int  @id
  shop   Shop @relation(fields: [shopId], references: [id])
  shopId Int
}

enum Kind {
  BIG
  SMALL
}
`;
let project: TemporaryProject;
let other: TemporaryProject;

beforeEach(() => {
  project = new TemporaryProject().schema('shop', schema);
  other = new TemporaryProject();
  for (const one of [project, other])
    fs.symlinkSync(path.join(checkout, 'node_modules'), one.path('node_modules'), 'junction');
});
afterEach(() => {
  project.dispose();
  other.dispose();
});

async function compose(client: ClientConfig): Promise<string[]> {
  project.write(
    'prismosaic.config.ts',
    `export default { databases: { default: { client: ${JSON.stringify(client)} } } };`,
  );
  const { diagnostics } = await new Composer({ root: project.root }).run();
  return diagnostics.map(({ code, message }) => `${code} ${message}`);
}

/** The client as Prisma's command line makes it from the composed schema. */
function generatedByPrisma(): Record<string, string> {
  fs.cpSync(project.path('prisma/schema'), other.path('prisma/schema'), { recursive: true });
  const env = {
    ...process.env,
    PRISMA_GENERATE_SKIP_AUTOINSTALL: '1',
    CHECKPOINT_DISABLE: '1',
    PRISMA_SCHEMA_ENGINE_BINARY: engine,
  };
  const args = [cli, 'generate', '--schema', 'prisma/schema'];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: other.root, env, encoding: 'utf8' });
  expect([status, status === 0 ? '' : stderr]).toEqual([0, '']);
  return other.snapshot('src/database/client');
}

const table: ClientConfig[] = [
  {},
  { moduleFormat: 'esm', importFileExtension: 'js' },
  { importFileExtension: 'ts' },
  { generatedFileExtension: 'mts', importFileExtension: 'mjs', moduleFormat: 'esm' },
  { generatedFileExtension: 'cts', importFileExtension: 'cjs' },
  { compilerBuild: 'small' },
  { runtime: 'deno', importFileExtension: 'ts' },
  { runtime: 'bun' },
  { previewFeatures: ['views', 'strictUndefinedChecks'] },
];

test.each(table)('the client with %j is that of `prisma generate`, also after an edit', async (client) => {
  expect(await compose(client)).toEqual([]);
  expect(project.snapshot('src/database/client')).toEqual(generatedByPrisma());
  project.schema('shop', schema.replace('name  String', 'title String'));
  expect(await compose(client)).toEqual([]);
  expect(project.snapshot('src/database/client')).toEqual(generatedByPrisma());
});

test('a preview of the schema language works', async () => {
  project.schema('shop', `${schema}\nview Big {\n  id Int @unique\n}\n`);
  expect(await compose({ previewFeatures: ['views'] })).toEqual([]);
  expect(project.snapshot('src/database/client')).toEqual(generatedByPrisma());
  expect(project.has('src/database/client/models/Big.ts')).toBe(true);
});

test('a preview that Prisma does not know is refused, and the last client stays', async () => {
  expect(await compose({})).toEqual([]);
  const before = project.snapshot('src/database/client');
  expect(await compose({ previewFeatures: ['timeTravel'] })).toEqual([
    expect.stringContaining('The preview feature "timeTravel" is not known.'),
  ]);
  expect(project.snapshot('src/database/client')).toEqual(before);
});
