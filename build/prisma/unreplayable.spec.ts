import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { embeddedPostgres } from '../postgres';

const checkout = path.resolve(__dirname, '..', '..');
let root: string;

beforeAll(() => {
  root = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'unreplayable-'));
  fs.chmodSync(root, 0o755);
  write('src/components/notes/prisma/schema.prisma', 'model Note {\n  id Int @id\n}\n');
  write('package.json', '{}');
  write('prisma.config.ts', fs.readFileSync(path.join(checkout, 'prisma.config.ts'), 'utf8'));
  fs.symlinkSync(path.join(checkout, 'node_modules'), path.join(root, 'node_modules'), 'junction');
});
afterAll(async () => {
  await embeddedPostgres(root).stop({ force: true });
  fs.rmSync(root, { recursive: true });
});

function write(file: string, text: string): void {
  const target = path.join(root, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, text);
}

const migration = (name: string) => `prisma/migrations/${name}/migration.sql`;

test('an existing or new migration is reported when the command exits', () => {
  write(
    migration('1_old'),
    'CREATE EXTENSION citext; ALTER TABLE "public"."Note" ADD a int;\n CREATE TABLE audit.log ();',
  );
  const command = `
    require(${JSON.stringify(path.join(checkout, 'build/ground/load-typescript'))});
    const { reportUnreplayable } = require(${JSON.stringify(path.join(__dirname, 'unreplayable.ts'))});
    const [root, added] = process.argv.slice(1);
    reportUnreplayable({ root, folder: 'prisma/migrations', schema: 'public' }).then(() => {
      require('node:fs').cpSync(added, require('node:path').join(root, 'prisma/migrations/2_new/migration.sql'));
    });`;
  write(
    'added.sql',
    'CREATE EXTENSION pg_trgm;\nCREATE EXTENSION hstore SCHEMA pg_catalog; DROP SCHEMA public;',
  );
  const { stderr } = spawnSync(process.execPath, ['-e', command, '--', root, path.join(root, 'added.sql')], {
    encoding: 'utf8',
  });
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringMatching(/^prisma.migrations.1_old.migration\.sql:2:15: .*schema "audit"/),
    expect.stringMatching(/^prisma.migrations.2_new.migration\.sql:2:\d+: .*whole schema "public"/),
    expect.stringMatching(/^prisma.migrations.2_new.migration\.sql:1:1: .*"pg_trgm".*SCHEMA pg_catalog/),
  ]);
  fs.rmSync(path.join(root, 'prisma/migrations'), { recursive: true });
});

test('migrate dev reports it; migrate deploy does not', () => {
  write(migration('1_audit'), 'CREATE TABLE "public"."Note" ("id" INT);\nCREATE SCHEMA audit;');
  const run = (...args: string[]) => {
    const env = {
      ...process.env,
      CHECKPOINT_DISABLE: '1',
      NO_COLOR: '1',
      DATABASE_URL: '',
      MIGRATION_DATABASE_URL: '',
    };
    const { status, stderr } = spawnSync(
      process.execPath,
      [require.resolve('prisma/build/index.js'), ...args],
      {
        cwd: root,
        env,
        encoding: 'utf8',
      },
    );
    return { status, stderr };
  };
  expect(run('migrate', 'deploy')).toEqual({
    status: 0,
    stderr: expect.not.stringContaining('test workers'),
  });
  expect(run('migrate', 'dev', '--create-only', '--name', 'note')).toEqual({
    status: 0,
    stderr: expect.stringMatching(
      /1_audit.migration\.sql:2:1: the test workers can't replay this migration: .*"audit"/,
    ),
  });
});
