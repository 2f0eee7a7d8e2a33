import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { embeddedBinaries } from '../../engine/testing/binaries';
import { PASSWORD, PostgresServer } from '../../engine/testing/postgres-server';
import { Composer } from '../composer';
import { examine, type Finding } from '.';

let server: PostgresServer;
let root: string;
let database: string;
let count = 0;
const NAME = '20200101000000_note';
const SQL = 'CREATE TABLE "Note" (id int NOT NULL, CONSTRAINT "Note_pkey" PRIMARY KEY (id));';
const CHECKSUM = createHash('sha256').update(SQL).digest('hex');

beforeAll(async () => {
  server = await PostgresServer.start(embeddedBinaries());
  await server.query(
    'postgres',
    `CREATE ROLE app LOGIN PASSWORD 'app'; CREATE ROLE poor LOGIN PASSWORD 'poor'`,
  );
});
afterAll(() => server.stop());

beforeEach(async () => {
  count += 1;
  database = `doctor_${count}`;
  await server.createDatabase(database);
  await server.query(
    database,
    `${SQL}
     CREATE TABLE _prisma_migrations (id text, migration_name text, finished_at timestamptz, rolled_back_at timestamptz, started_at timestamptz DEFAULT now(), checksum text, logs text);
     INSERT INTO _prisma_migrations VALUES ('1', '${NAME}', now(), NULL, now(), '${CHECKSUM}');
     GRANT SELECT, INSERT, UPDATE, DELETE ON "Note" TO app`,
  );
  root = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'doctor-'));
  fs.symlinkSync(path.resolve(__dirname, '../../node_modules'), path.join(root, 'node_modules'), 'junction');
  write('src/components/notes/prisma/schema.prisma', 'model Note {\n  id Int @id\n}\n');
  write(`prisma/migrations/${NAME}/migration.sql`, SQL);
  await new Composer({ root }).run({ record: true });
});

afterEach(() => fs.rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  const target = path.join(root, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, text);
}

/** The findings by topic, on the server's database. */
async function topics(environment: NodeJS.ProcessEnv = {}): Promise<Record<string, Finding>> {
  const findings = await examine(root, {
    DATABASE_URL: server.url(database, '', { user: 'app', password: 'app' }),
    MIGRATION_DATABASE_URL: server.url(database),
    ...environment,
  });
  for (const secret of [PASSWORD, encodeURIComponent(PASSWORD)])
    expect(JSON.stringify(findings)).not.toContain(secret);
  return Object.fromEntries(findings.map((finding) => [finding.topic, finding]));
}

test('everything is ok', async () => {
  const findings = await topics();
  expect(Object.keys(findings)).toEqual([
    'prisma',
    'schema engine',
    'schema and client',
    'database',
    'runtime role',
    'migration role',
    'shadow database',
    'migrations',
  ]);
  expect(Object.values(findings).filter(({ state }) => state !== 'ok')).toEqual([]);
  expect(findings['schema engine']?.message).toContain('in WebAssembly');
  expect(findings.database?.message).toContain('PostgreSQL 18');
});

test('everything is ok over a socket, in a schema with a space in its name', async () => {
  const parameters = `host=${encodeURIComponent(server.socket)}&port=${server.port}&schema=my%20app`;
  await server.query(
    database,
    'ALTER SCHEMA public RENAME TO "my app"; GRANT USAGE ON SCHEMA "my app" TO app',
  );
  const findings = await topics({
    DATABASE_URL: `postgresql://app:app@/${database}?${parameters}`,
    MIGRATION_DATABASE_URL: server.url(database, parameters),
  });
  expect(Object.values(findings).filter(({ state }) => state !== 'ok')).toEqual([]);
});

test('a configured engine that does not start', async () => {
  const findings = await topics({ PRISMA_SCHEMA_ENGINE_BINARY: '/nowhere/engine' });
  expect(findings['schema engine']).toMatchObject({
    state: 'problem',
    message: expect.stringContaining('/nowhere/engine'),
  });
});

test('a stale client and a broken schema', async () => {
  write('src/components/notes/prisma/schema.prisma', 'model Note {\n  id Int @id\n  text String?\n}\n');
  expect((await topics())['schema and client']).toMatchObject({
    state: 'warning',
    fix: 'run `npx prismosaic compose`',
  });
  write('src/components/notes/prisma/schema.prisma', 'model Note {\n  id Nothing @id\n}\n');
  expect((await topics())['schema and client']).toMatchObject({
    state: 'problem',
    message: expect.stringContaining('schema.prisma:2'),
  });
});

test('one role for both; a role that cannot read rows; one that cannot create tables', async () => {
  const one = await topics({ DATABASE_URL: server.url(database) });
  expect(one['runtime role']).toMatchObject({
    state: 'warning',
    message: expect.stringContaining('`postgres`'),
  });
  const poor = server.url(database, '', { user: 'poor', password: 'poor' });
  const two = await topics({ DATABASE_URL: poor, MIGRATION_DATABASE_URL: poor });
  expect(two['runtime role']).toMatchObject({ state: 'warning' });
  expect(two['migration role']).toMatchObject({
    state: 'problem',
    fix: expect.stringContaining('GRANT CREATE'),
  });
  expect(two['shadow database']).toMatchObject({
    state: 'warning',
    fix: expect.stringContaining('CREATEDB'),
  });
  const three = await topics({ DATABASE_URL: poor });
  expect(three['runtime role']).toMatchObject({ state: 'problem', message: expect.stringContaining('Note') });
});

test('a shadow database that is the main one', async () => {
  const { 'shadow database': shadow } = await topics({
    SHADOW_DATABASE_URL: server.url(database, 'schema=shadow').replace('127.0.0.1', 'localhost'),
  });
  expect(shadow).toMatchObject({
    state: 'problem',
    message: expect.stringContaining('the same as the main database'),
  });
});

test('migrations: pending, failed, missing, and a schema that no migration creates', async () => {
  write('prisma/migrations/20200102000000_more/migration.sql', 'SELECT 1');
  expect((await topics()).migrations).toMatchObject({
    state: 'warning',
    message: expect.stringContaining('20200102000000_more'),
  });
  await server.query(database, `INSERT INTO _prisma_migrations VALUES ('2', '20200102000000_more', NULL)`);
  expect((await topics()).migrations).toMatchObject({
    state: 'problem',
    message: expect.stringContaining('20200102000000_more was started and not finished'),
    fix: expect.stringMatching(/resolve --rolled-back 20200102000000_more.*deploy/),
  });
  await server.query(
    database,
    `UPDATE _prisma_migrations SET finished_at = now(), migration_name = 'lost' WHERE id = '2'`,
  );
  fs.rmSync(path.join(root, 'prisma/migrations/20200102000000_more'), { recursive: true });
  expect((await topics()).migrations).toMatchObject({
    state: 'warning',
    message: expect.stringMatching(/to another git branch.*also has lost/),
  });
  await server.query(
    database,
    `DELETE FROM _prisma_migrations WHERE id = '2'; ALTER TABLE "Note" ADD COLUMN extra int`,
  );
  expect((await topics()).migrations).toMatchObject({
    state: 'warning',
    message: expect.stringMatching(/changed, and not by a migration[\s\S]*extra/),
  });
});

test('the command prints the findings, with 1 for a problem and 0 for none or a warning', async () => {
  const doctor = (environment: NodeJS.ProcessEnv, ...args: string[]) =>
    new Promise<{ status: number; stdout: string; output: string }>((resolve) => {
      const command = [path.resolve('build/cli/prismosaic.js'), 'doctor', ...args];
      const options = { cwd: root, env: { ...process.env, NO_COLOR: '1', ...environment } };
      execFile(process.execPath, command, options, (error, stdout, stderr) =>
        resolve({
          status: typeof error?.code === 'number' ? error.code : 0,
          stdout,
          output: stdout + stderr,
        }),
      );
    });
  write('package.json', '{}');
  const urls = { DATABASE_URL: server.url(database), MIGRATION_DATABASE_URL: server.url(database) };
  const warned = await doctor(urls);
  expect(warned).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^warning runtime role: .*\n +fix: give/m),
  });
  expect(warned.output).not.toContain(encodeURIComponent(PASSWORD));
  const nowhere = 'postgresql://u:secret@127.0.0.1:1/db';
  const failed = await doctor({ DATABASE_URL: nowhere, MIGRATION_DATABASE_URL: nowhere }, '--json');
  expect(failed.status).toBe(1);
  expect(failed.output).not.toContain('secret');
  // A slow machine gets a line about progress, on stderr.
  expect(JSON.parse(failed.stdout)).toContainEqual(
    expect.objectContaining({ topic: 'database', state: 'problem', fix: expect.any(String) }),
  );
});

test('a database that does not answer', async () => {
  const nowhere = 'postgresql://u:secret@127.0.0.1:1/db';
  const findings = await topics({ DATABASE_URL: nowhere, MIGRATION_DATABASE_URL: nowhere });
  expect(findings.database).toMatchObject({ state: 'problem', fix: expect.any(String) });
  expect(findings.migrations).toBeUndefined();
});
