import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { Scratch } from '../test-kit/scratch';
import { emptyTables } from './empty-tables';

const scratch = new Scratch();
let client: Client;
let url: string;

/** What a Prisma client does, without a model for each of these tables. */
const raw = { $executeRawUnsafe: async (sql: string) => (await client.query(sql)).rowCount ?? 0 };

beforeAll(async () => {
  await scratch.server.start();
  scratch.migration(
    '1_shapes',
    `CREATE TABLE "Parent" (id serial PRIMARY KEY, "favouriteId" int);
     CREATE TABLE child (id serial PRIMARY KEY, parent int NOT NULL REFERENCES "Parent" ON DELETE RESTRICT, elder int REFERENCES child);
     ALTER TABLE "Parent" ADD FOREIGN KEY ("favouriteId") REFERENCES child;
     CREATE TABLE cascading (parent int NOT NULL REFERENCES "Parent" ON DELETE CASCADE);
     CREATE TABLE "odd ""name" (year int NOT NULL, parent int REFERENCES "Parent") PARTITION BY LIST (year);
     CREATE TABLE y2026 PARTITION OF "odd ""name" FOR VALUES IN (2026);
     CREATE VIEW parents AS SELECT * FROM "Parent";`,
  );
  [url = ''] = (await scratch.prepare(1)).urls;
  client = new Client({ connectionString: url, options: '-c search_path=test_1' });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await scratch.remove();
});

const rows = async () =>
  (
    await client.query(`SELECT (SELECT count(*) FROM "Parent") + (SELECT count(*) FROM child)
      + (SELECT count(*) FROM cascading) + (SELECT count(*) FROM "odd ""name") AS rows`)
  ).rows[0].rows;

test('empties tables that refer to each other in circles, with RESTRICT and CASCADE, and partitions', async () => {
  for (let round = 0; round < 2; round++) {
    await client.query(`WITH p AS (INSERT INTO "Parent" DEFAULT VALUES RETURNING id),
        c AS (INSERT INTO child (parent) SELECT id FROM p RETURNING id, parent),
        d AS (INSERT INTO child (parent, elder) SELECT parent, id FROM c),
        e AS (INSERT INTO cascading SELECT id FROM p)
      INSERT INTO "odd ""name" SELECT 2026, id FROM p`);
    await client.query('UPDATE "Parent" SET "favouriteId" = (SELECT max(id) FROM child)');
    expect(await rows()).toBe('5');
    await emptyTables(raw);
    expect(await rows()).toBe('0');
  }
});

/** A session of the worker's, as a test's other connection is. */
async function another(): Promise<Client> {
  const other = new Client({
    connectionString: url,
    options: '-c search_path=test_1',
    application_name: 'another',
  });
  await other.connect();
  return other;
}

test('waits for running transactions, with any locks in any order, and deletes what they wrote', async () => {
  const others = await Promise.all([another(), another(), another()]);
  let ended = 0;
  const work = async (other: Client, round: number): Promise<void> => {
    // Children first read, parents then written, and the other way round: the locks of a deadlock.
    await other.query('BEGIN');
    // In turn: on a busy machine these transactions would also deadlock with each other, which is not what is tested.
    await other.query('SELECT pg_advisory_xact_lock(1)');
    await other.query(`WITH p AS (INSERT INTO "Parent" DEFAULT VALUES RETURNING id)
      INSERT INTO child (parent) SELECT id FROM p`);
    await other.query(`SELECT * FROM ${round % 2 ? 'cascading' : 'child'} FOR UPDATE`);
    await other.query(`SELECT pg_sleep(${(round % 5) / 50})`);
    await other.query(`UPDATE "Parent" SET "favouriteId" = (SELECT max(id) FROM child)`);
    await other.query('DELETE FROM child WHERE elder IS NOT NULL');
    await other.query('COMMIT');
    ended++;
  };
  for (let round = 0; round < 15; round++) {
    const working = others.map((other, index) => work(other, round + index));
    await pause(round * 3);
    await emptyTables(raw);
    await Promise.all(working);
  }
  expect(ended).toBe(45);
  await emptyTables(raw);
  expect(await rows()).toBe('0');
  await Promise.all(others.map((other) => other.end()));
});

test('fails when a transaction stays open, and the message says whose it is', async () => {
  const other = await another();
  await client.query('INSERT INTO "Parent" DEFAULT VALUES');
  await other.query('BEGIN; UPDATE "Parent" SET "favouriteId" = NULL; SELECT 42 AS "the latest"');
  const { rows: own } = await other.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const begun = Date.now();
  await expect(emptyTables(raw)).rejects.toThrow(
    new RegExp(
      `gave up after 4 s.*process ${own[0]?.pid} \\(another\\), idle in transaction since \\d\\d:\\d\\d:\\d\\d: SELECT pg_backend_pid`,
    ),
  );
  expect(Date.now() - begun).toBeLessThan(15_000);
  await other.query('ROLLBACK');
  await emptyTables(raw);
  expect(await rows()).toBe('0');
  expect((await client.query('SHOW lock_timeout')).rows).toEqual([{ lock_timeout: '0' }]);
  await other.end();
});

test('works without tables', async () => {
  await expect(emptyTables(raw)).resolves.toBeUndefined();
});

test('refuses to empty anything but a worker schema', async () => {
  await scratch.ask('migration', 'CREATE TABLE public.precious AS SELECT 1 AS row');
  const owner = await scratch.connect('migration');
  const precious = { $executeRawUnsafe: async (sql: string) => (await owner.query(sql)).rowCount ?? 0 };
  await expect(emptyTables(precious)).rejects.toThrow(/a worker schema only, not in public/);
  await owner.query('SET search_path = nowhere');
  await expect(emptyTables(precious)).rejects.toThrow(/not in none/);
  expect((await owner.query('SELECT * FROM public.precious')).rowCount).toBe(1);
  await owner.end();
});
