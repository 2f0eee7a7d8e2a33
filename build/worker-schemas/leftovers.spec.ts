import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { Scratch } from '../test-kit/scratch';

const scratch = new Scratch();
beforeAll(async () => {
  await scratch.server.start();
  scratch.migration('1_note', 'CREATE TABLE "Note" (id int)');
});
afterAll(() => scratch.remove());

/** What a test may do as its worker. */
async function asWorker(url: string, ...statements: string[]): Promise<unknown> {
  const client = new Client({ connectionString: url.replace(/\?.*/, '') });
  await client.connect();
  try {
    let rows: unknown[] = [];
    for (const sql of statements) rows = (await client.query(sql)).rows;
    return rows[0];
  } finally {
    await client.end();
  }
}

const leaves = [
  'ALTER ROLE CURRENT_USER SET default_transaction_read_only = on',
  'ALTER ROLE CURRENT_USER IN DATABASE prismosaic SET search_path = nowhere',
  'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC',
];

test('settings and large objects that a test leaves are removed by the next run', async () => {
  const [, second = ''] = (await scratch.prepare(2)).urls;
  await asWorker(second, `SELECT lo_from_bytea(0, 'left')`, ...leaves);
  const [, again = ''] = (await scratch.prepare(2)).urls;
  expect(
    await asWorker(
      again,
      `SELECT current_setting('default_transaction_read_only') AS read_only, current_setting('search_path') AS path,
        (SELECT count(*)::int FROM pg_largeobject_metadata) AS objects`,
    ),
  ).toEqual({ read_only: 'off', path: '"$user", public', objects: 0 });
});

test('a removed worker leaves nothing behind', async () => {
  const [, second = ''] = (await scratch.prepare(2)).urls;
  await asWorker(second, `SELECT lo_from_bytea(0, 'left')`, ...leaves);
  await scratch.prepare(1);
  expect(
    await scratch.ask(
      'migration',
      `SELECT (SELECT count(*)::int FROM pg_roles WHERE rolname ~ '_test_2$') AS roles, (SELECT count(*)::int FROM pg_largeobject_metadata) AS objects`,
    ),
  ).toEqual({ roles: 0, objects: 0 });
});

test('a role that something in another database needs stays, and breaks no run', async () => {
  const [, second = ''] = (await scratch.prepare(2)).urls;
  await asWorker(second.replace('/prismosaic?', '/postgres?'), `SELECT lo_from_bytea(0, 'left')`);
  await scratch.prepare(1);
  const [, again = ''] = (await scratch.prepare(2)).urls;
  expect(await asWorker(again, 'SELECT count(*)::int AS rows FROM test_2."Note"')).toEqual({ rows: 0 });
});

test('a schema in use is reported with the session that uses it', async () => {
  await scratch.prepare(2);
  const looking = await scratch.connect('migration');
  await looking.query('BEGIN; LOCK TABLE test_2."Note"');
  await expect(scratch.prepare(2)).rejects.toThrow(
    /"test_2" of an earlier test run is in use.*process \d+ \(prismosaic_migration\), idle in transaction since .*LOCK TABLE/,
  );
  await expect(scratch.prepare(1)).rejects.toThrow(/"test_2" .* in use/);
  await looking.end();
  await scratch.prepare(1);
});

test('a function with its owner’s rights does not let a test into schema public', async () => {
  await scratch.ask('migration', 'CREATE TABLE public.precious AS SELECT 1 AS row');
  await scratch.ask(
    'migration',
    `CREATE FUNCTION public.purge() RETURNS void LANGUAGE sql SECURITY DEFINER AS 'DELETE FROM public.precious'`,
  );
  const { urls, openings } = await scratch.prepare(1);
  await expect(asWorker(urls[0] ?? '', 'SELECT public.purge()')).rejects.toThrow(/permission denied/);
  expect(openings).toEqual([]);
});

test('where schema public is open to all, the run says what reaches it, and how to close it', async () => {
  await scratch.ask('migration', 'GRANT USAGE ON SCHEMA public TO PUBLIC');
  await scratch.ask('migration', 'GRANT INSERT ON public.precious TO PUBLIC');
  const { openings } = await scratch.prepare(1);
  expect(openings).toEqual([
    expect.stringContaining('REVOKE EXECUTE ON FUNCTION purge() FROM PUBLIC;'),
    expect.stringContaining('REVOKE ALL ON precious FROM PUBLIC;'),
  ]);
  for (const opening of openings) await scratch.ask('migration', /REVOKE .*;/.exec(opening)?.[0] ?? '');
  expect((await scratch.prepare(1)).openings).toEqual([]);
});
