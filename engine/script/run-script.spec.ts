import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { embeddedBinaries } from '../testing/binaries';
import { PostgresServer } from '../testing/postgres-server';
import { runScript } from './run-script';
import { ScriptError } from './script-error';

let server: PostgresServer;
let client: Client;
/** As a migration's record is: `count(*)` of it says how often. */
const tail = '\n;RESET ROLE;INSERT INTO public.recorded DEFAULT VALUES';

beforeAll(async () => {
  server = await PostgresServer.start(embeddedBinaries());
});
afterAll(() => server.stop());
beforeEach(async () => {
  client = await server.connect('postgres');
  await client.query(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; DROP ROLE IF EXISTS nobody_there;
    CREATE TABLE recorded (); CREATE TABLE rows (id int); CREATE TYPE colour AS ENUM ('a')`);
});
afterEach(() => client.end());

const count = async (table: string) => (await server.query('postgres', `SELECT FROM ${table}`)).length;
const indexes = async (valid: boolean) => {
  const rows = await server.query<{ name: string }>(
    'postgres',
    `SELECT relname AS name FROM pg_index JOIN pg_class ON oid = indexrelid
     WHERE relname IN ('i', 'j', 'k') AND indisvalid = ${valid} ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
};
async function failureOf(script: string): Promise<ScriptError> {
  const error = await runScript(client, script, { tail }).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ScriptError);
  return error;
}

describe('one transaction, its tail included', () => {
  test.each([
    ['one statement', 'INSERT INTO rows VALUES (1)'],
    ['a comment at the end', 'INSERT INTO rows VALUES (1) -- done'],
    ['several statements', 'INSERT INTO rows VALUES (1); SELECT 1;'],
    ['its own transactions', 'BEGIN; INSERT INTO rows VALUES (1); COMMIT;'],
    ['another search_path', "SET search_path TO ''; INSERT INTO public.rows VALUES (1);"],
    [
      'a role without rights',
      'CREATE ROLE nobody_there; INSERT INTO rows VALUES (1); SET ROLE nobody_there;',
    ],
  ])('%s', async (_, script) => {
    await runScript(client, script, { tail });
    expect(await count('rows')).toBe(1);
    expect(await count('recorded')).toBe(1);
  });

  test('a script of comments has only the tail', async () => {
    await runScript(client, '-- nothing', { tail });
    expect(await count('recorded')).toBe(1);
  });

  test.each([
    'INSERT INTO rows VALUES (1); SELECT 1/0',
    'INSERT INTO rows VALUES (1); SELEC',
    'CREATE INDEX CONCURRENTLY i ON rows (id); INSERT INTO rows VALUES (1); SELEC',
    '/* 😀 */ INSERT INTO rows VALUES (1); VACUUM; SELECT 1; /* open',
  ])('one that fails does nothing: %s', async (script) => {
    expect((await failureOf(script)).stop.done).toBe(0);
    expect(await count('rows')).toBe(0);
    expect(await count('recorded')).toBe(0);
    expect(await indexes(true)).toEqual([]);
  });
});

describe('what PostgreSQL refuses in one transaction', () => {
  test.each([
    ['CREATE INDEX CONCURRENTLY i ON rows (id); -- alone', ['i'], 0, 0],
    [
      'CREATE INDEX CONCURRENTLY i ON rows (id); CREATE INDEX CONCURRENTLY j ON rows (id DESC)',
      ['i', 'j'],
      0,
      0,
    ],
    ["SET lock_timeout = '30s'; CREATE INDEX CONCURRENTLY i ON rows (id)", ['i'], 0, 0],
    [
      'INSERT INTO rows VALUES (1); CREATE INDEX CONCURRENTLY i ON rows (id); INSERT INTO rows VALUES (2)',
      ['i'],
      2,
      1,
    ],
    ['BEGIN; INSERT INTO rows VALUES (1); COMMIT; CREATE INDEX CONCURRENTLY i ON rows (id)', ['i'], 1, 0],
    [
      'CREATE INDEX i ON rows (id); REINDEX (CONCURRENTLY) TABLE rows; INSERT INTO rows VALUES (1)',
      ['i'],
      1,
      1,
    ],
    ['INSERT INTO rows VALUES (1); VACUUM rows; INSERT INTO rows VALUES (2);', [], 2, 1],
  ])('%s', async (script, made, rows, recorded) => {
    await runScript(client, script, { tail });
    expect(await indexes(true)).toEqual(made);
    expect(await count('rows')).toBe(rows);
    // Where the last statement must be alone, the caller records.
    expect(await count('recorded')).toBe(recorded);
  });

  test('a new value of an enum is used after a commit', async () => {
    const script = `CREATE TABLE t (c colour DEFAULT 'a'); ALTER TYPE colour ADD VALUE 'b'; INSERT INTO t VALUES ('b');
      ALTER TYPE colour ADD VALUE 'c'; ALTER TABLE t ALTER c SET DEFAULT 'c'; INSERT INTO t DEFAULT VALUES;`;
    await runScript(client, script, { tail });
    expect(await server.query('postgres', 'SELECT c FROM t')).toEqual([{ c: 'b' }, { c: 'c' }]);
    expect(await count('recorded')).toBe(1);
  });

  const fill = 'BEGIN FOR i IN 1..3 LOOP INSERT INTO rows VALUES (i); COMMIT; END LOOP; END';
  test.each([
    `DO $$ ${fill} $$`,
    `CREATE TABLE t (); DO $$ ${fill} $$; SELECT 1`,
    `CREATE PROCEDURE fill() LANGUAGE plpgsql AS $$ ${fill} $$; CALL fill();`,
  ])('what commits: %s', async (script) => {
    await runScript(client, script, { tail });
    expect(await count('rows')).toBe(3);
  });

  test('each runs in the turn that the caller gives', async () => {
    const turns: string[] = [];
    const alone = async <Result>(work: () => Promise<Result>) => {
      turns.push('begins');
      const result = await work();
      turns.push('ends');
      return result;
    };
    await runScript(client, 'SELECT 1; VACUUM rows; SELECT 1; VACUUM rows', { alone });
    expect(turns).toEqual(['begins', 'ends', 'begins', 'ends']);
  });
});

describe('one that fails half-way says what is done', () => {
  test.each([
    [
      'CREATE INDEX CONCURRENTLY i ON rows (id);\nSELECT 1;\nCREATE INDEX CONCURRENTLY j ON "Nope" (id);',
      2,
      3,
      1,
    ],
    ['VACUUM rows;\nINSERT INTO rows VALUES (1);\nINSERT INTO nope VALUES (1);', 1, 3, 13],
    ['BEGIN;\nINSERT INTO rows VALUES (1);\nCOMMIT;\nSELECT 1; SELECT nope', 3, 4, 18],
    ['SAVEPOINT s', 0, 1, 1],
    ['BEGIN; SAVEPOINT s; ROLLBACK TO SAVEPOINT s; SELECT 1/0; COMMIT', 0, 1, 46],
    ['BEGIN;\nVACUUM rows;\nCOMMIT', 0, 2, 1],
    ["BEGIN;\nALTER TYPE colour ADD VALUE 'b';\nSELECT 'b'::colour;\nCOMMIT", 0, 3, 8],
    ["SELECT '😀'; SELECT nope", 0, 1, 21],
    ["DO $$\nBEGIN\n  RAISE EXCEPTION 'no';\nEND $$", 0, 1, 1],
  ])('%s', async (script, done, line, column) => {
    const { stop, place } = await failureOf(script);
    expect(stop.done).toBe(done);
    expect(place).toEqual({ line, column });
    expect(client.getTransactionStatus()).toBe('I');
    expect(await count('recorded')).toBe(0);
  });

  test('an error at the commit has no position', async () => {
    await client.query('ALTER TABLE rows ADD UNIQUE (id) DEFERRABLE INITIALLY DEFERRED');
    const { place, stop } = await failureOf('INSERT INTO rows VALUES (1), (1)');
    expect(place).toBeUndefined();
    expect(stop.done).toBe(0);
  });

  test('an index that was left half-built is named, and never accepted as valid', async () => {
    await client.query('INSERT INTO rows VALUES (1), (1)');
    const unique = 'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "i" ON ONLY public.rows (id)';
    const first = await failureOf(`SELECT 1; ${unique}`);
    expect(first.cause).toMatchObject({ code: '23505' });
    expect(first.stop).toMatchObject({ done: 1, invalidIndexes: ['public.i'] });
    await client.query('DELETE FROM rows');
    const second = await failureOf(unique);
    expect(second.cause).toMatchObject({ code: '42P07', message: 'index public.i exists and is invalid' });
    await client.query('DROP INDEX i');
    await runScript(client, unique);
    expect(await indexes(true)).toEqual(['i']);
  });

  test('one without a name, too', async () => {
    await client.query('INSERT INTO rows VALUES (1), (1)');
    const { stop } = await failureOf('CREATE UNIQUE INDEX CONCURRENTLY ON rows (id)');
    expect(stop.invalidIndexes).toEqual(['public.rows_id_idx']);
  });
});

test('a transaction left open is rolled back and refused', async () => {
  await expect(runScript(client, 'BEGIN; INSERT INTO rows VALUES (1)', { tail })).rejects.toThrow(
    'Add the missing COMMIT',
  );
  expect(await count('rows')).toBe(0);
  expect(await count('recorded')).toBe(0);
});
