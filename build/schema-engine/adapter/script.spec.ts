import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { embeddedBinaries } from '../testing/binaries';
import { PostgresServer } from '../testing/postgres-server';
import { runScript } from './script';

let server: PostgresServer;
let client: Client;
const record = { id: 'one', name: 'any' };

beforeAll(async () => {
  server = await PostgresServer.start(embeddedBinaries());
});
afterAll(() => server.stop());
beforeEach(async () => {
  client = await server.connect('postgres');
  await client.query(`DROP SCHEMA public CASCADE; CREATE SCHEMA public;
    CREATE TABLE _prisma_migrations (id text, finished_at timestamptz); INSERT INTO _prisma_migrations VALUES ('one');
    CREATE TABLE rows (id int)`);
});

afterEach(() => client.end());

async function isRecorded(): Promise<boolean> {
  const rows = await server.query<{ done: boolean }>(
    'postgres',
    'SELECT finished_at IS NOT NULL AS done FROM _prisma_migrations',
  );
  return rows.every(({ done }) => done);
}

const count = async () => (await server.query('postgres', 'SELECT * FROM rows')).length;

test.each([
  ['one statement', 'INSERT INTO rows VALUES (1)'],
  ['a comment at the end', 'INSERT INTO rows VALUES (1) -- done'],
  ['several statements', 'INSERT INTO rows VALUES (1); SELECT 1;'],
  ['transactions of its own', 'BEGIN; INSERT INTO rows VALUES (1); COMMIT;'],
  ['another search_path', "SET search_path TO ''; INSERT INTO public.rows VALUES (1);"],
  ['a role without rights', 'CREATE ROLE nobody_there; INSERT INTO rows VALUES (1); SET ROLE nobody_there;'],
])('a migration is recorded by the query that applies it: %s', async (_, script) => {
  await runScript(client, script, record, 'public');
  expect(await count()).toBe(1);
  expect(await isRecorded()).toBe(true);
});

test.each([
  'INSERT INTO rows VALUES (1); SELECT 1/0',
  'INSERT INTO rows VALUES (1); SELEC',
  'INSERT INTO rows VALUES (1); BEGIN; COMMIT; SELECT 1/0; /* open',
])('one that fails is not: %s', async (script) => {
  await expect(runScript(client, script, record, 'public')).rejects.toThrow();
  expect(await isRecorded()).toBe(false);
});

test('a statement that must be alone runs alone, and is left for the engine to record', async () => {
  await runScript(client, 'CREATE INDEX CONCURRENTLY i ON rows (id); -- alone', record, 'public');
  expect(await isRecorded()).toBe(false);
  expect(await server.query('postgres', `SELECT 1 FROM pg_class WHERE relname = 'i'`)).toHaveLength(1);
});

test('of several statements, one that must be alone fails, and nothing is run twice', async () => {
  const script = 'INSERT INTO rows VALUES (1); COMMIT; CREATE INDEX CONCURRENTLY i ON rows (id)';
  await expect(runScript(client, script, record, 'public')).rejects.toThrow(
    /cannot run inside a transaction block|cannot be executed/,
  );
  expect(await count()).toBe(1);
});

test('a transaction left open is rolled back and refused', async () => {
  await expect(runScript(client, 'BEGIN; INSERT INTO rows VALUES (1)', record, 'public')).rejects.toThrow(
    'Add the missing COMMIT',
  );
  expect(await count()).toBe(0);
  expect(await isRecorded()).toBe(false);
});
