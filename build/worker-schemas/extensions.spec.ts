import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { Scratch } from '../test-kit/scratch';
import { contentsOf } from './contents';

const scratch = new Scratch();
/** Each test has its own database: an extension belongs to the whole database. */
let database: string;
let databases = 0;
beforeAll(async () => {
  await scratch.server.start();
});
beforeEach(async () => {
  database = `database_${databases++}`;
  await scratch.ask('migration', `CREATE DATABASE ${database}`);
});
afterAll(() => scratch.remove());

const ask = (sql: string) => scratch.ask('migration', sql, database);
const prepare = (workers: number) =>
  scratch.prepare(workers, scratch.url('migration', database), scratch.url('runtime', database));

async function asWorker(url: string, sql: string) {
  const options = new URL(url).searchParams.get('options') ?? '';
  const path = ['test_1', /search_path=(.*)/.exec(options)?.[1]].filter(Boolean).join(',');
  const client = new Client({ connectionString: url.replace(/\?.*/, ''), options: `-c search_path=${path}` });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const people = (type: string) =>
  `CREATE TABLE "Person" (id serial PRIMARY KEY, email ${type} UNIQUE, name text);`;
const found = `SELECT 1 AS one FROM "Person" WHERE email = 'ADA@example.TEST'`;
const where = `SELECT extnamespace::regnamespace::text AS place FROM pg_extension WHERE extname = 'citext'`;

test.each([
  ['as each tutorial writes it', `CREATE EXTENSION IF NOT EXISTS citext; ${people('CITEXT')}`],
  ['in public', `CREATE EXTENSION citext WITH SCHEMA public; ${people('CITEXT')}`],
  ['in pg_catalog', `CREATE EXTENSION IF NOT EXISTS citext SCHEMA pg_catalog; ${people('CITEXT')}`],
  [
    'with an index that uses it',
    `CREATE EXTENSION citext; CREATE EXTENSION pg_trgm -- similar names
     ; ${people('CITEXT')} CREATE INDEX trgm ON "Person" USING GIN (name gin_trgm_ops);`,
  ],
])('an extension, %s, is found by each worker, and public stays as it was', async (_how, sql) => {
  scratch.migration('1_people', sql);
  const owner = await scratch.connect('migration', database);
  const before = await contentsOf(owner, 'public');
  const [url = ''] = (await prepare(3)).urls;
  expect(await contentsOf(owner, 'public')).toEqual(before);
  await owner.end();
  await asWorker(url, `INSERT INTO "Person" (email, name) VALUES ('Ada@Example.test', 'Ada Lovelace')`);
  expect(await asWorker(url, found)).toEqual([{ one: 1 }]);
  expect(await ask(where)).toEqual({ place: 'pg_catalog' });
  await prepare(3);
});

test('an extension in its own schema works for each worker, and is searched where the application searches it', async () => {
  scratch.migration(
    '1_people',
    `CREATE SCHEMA ext; CREATE EXTENSION citext SCHEMA ext; ${people('ext.CITEXT')}`,
  );
  await prepare(3);
  const [url = ''] = (await prepare(3)).urls;
  await asWorker(url, `INSERT INTO "Person" (email) VALUES ('Ada@Example.test'::ext.citext)`);
  expect(await asWorker(url, found.replace('=', 'OPERATOR(ext.=)'))).toEqual([{ one: 1 }]);
  await ask(`ALTER DATABASE ${database} SET search_path = "$user", public, ext`);
  const [searching = ''] = (await prepare(3)).urls;
  await asWorker(searching, `INSERT INTO "Person" (email) VALUES ('Ada@Example.test')`);
  expect(await asWorker(searching, found)).toEqual([{ one: 1 }]);
});

test('an extension in public is reported with the fix, and no tests run', async () => {
  await ask('CREATE EXTENSION citext');
  scratch.migration(
    '1_people',
    `CREATE EXTENSION IF NOT EXISTS citext SCHEMA pg_catalog; ${people('CITEXT')}`,
  );
  await expect(prepare(2)).rejects.toThrow(
    /1_people\/migration\.sql:1:\d+: .*"citext" does not exist\n.*ALTER EXTENSION "citext" SET SCHEMA pg_catalog;/,
  );
  scratch.migration('1_people', 'CREATE TABLE "Person" (id int, name text NOT NULL DEFAULT nothing());');
  await expect(prepare(2)).rejects.toThrow(/function nothing\(\) does not exist/);
});

test('an extension that can’t be created is reported with its position', async () => {
  scratch.migration('1_people', 'SELECT 1;\n  CREATE EXTENSION "no-such-extension"');
  await expect(prepare(2)).rejects.toThrow(
    /1_people\/migration\.sql:2:3: the extension "no-such-extension" could not be created .*is not available/,
  );
});
