import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from 'pg';
import { Scratch } from '../test-kit/scratch';
import { contentsOf } from './contents';

const scratch = new Scratch();
/** Schemas that no test run created, with rows. The last one is called as a worker's. */
const precious = ['public', 'precious', 'TEST_1', 'test_1a', 'test_7'];
let looking: Client;

beforeAll(async () => {
  await scratch.server.start();
  looking = await scratch.connect('migration');
  for (const schema of precious) {
    await looking.query(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
    await looking.query(`CREATE TABLE "${schema}".note (id serial PRIMARY KEY, text text DEFAULT 'kept')`);
    await looking.query(`INSERT INTO "${schema}".note DEFAULT VALUES`);
  }
  scratch.migration(
    '1_note',
    `CREATE TABLE note (id serial PRIMARY KEY, text text); INSERT INTO note (text) VALUES ('reference')`,
  );
  scratch.migration(
    '2_more',
    `DROP TABLE IF EXISTS extra; UPDATE note SET text = 'changed'; DELETE FROM note WHERE id > 100`,
  );
});
afterAll(async () => {
  await looking.end();
  await scratch.remove();
});

async function everything(): Promise<unknown[]> {
  const all: unknown[] = [];
  for (const schema of precious) all.push(await contentsOf(looking, schema));
  return all;
}

const parameters = [
  '',
  'schema=public',
  'schema=precious',
  'schema=test_7',
  'schema=test_1',
  'schema=TEST_1',
  'schema=test_1a',
  'schema=test_1_reset',
  'schema=test_1_history',
  'schema=',
  'schema=%22public%22',
  'schema=public%2Cprecious',
  "schema=a'b%22c",
  'schema=pg_catalog',
  'schema=information_schema',
  'schema=%20public%20',
  'options=-c%20search_path%3Dprecious',
  'options=-c%20search_path%3Dtest_7%2Cpublic',
  'options=-c%20role%3Dprismosaic_migration',
  'options=-csearch_path%3Dpublic&schema=precious',
  'options=-c%20row_security%3Doff%20-c%20session_replication_role%3Dreplica',
  'schema=public&schema=precious',
  'application_name=%27%3B%20DROP%20SCHEMA%20public',
];

test.each(parameters)('a URL with ?%s leads to no schema that no test run created', async (query) => {
  const before = await everything();
  const withQuery = (role: 'migration' | 'runtime') => `${scratch.url(role)}${query && `?${query}`}`;
  const outcome = await scratch.prepare(2, withQuery('migration'), withQuery('runtime')).then(
    ({ urls }) => urls.map((url) => new URL(url).searchParams.get('schema')),
    (error: Error) => error.message,
  );
  expect(await everything()).toEqual(before);
  if (typeof outcome !== 'string') expect(outcome).toEqual(['test_1', 'test_2']);
});

test('a run with as many workers as a schema’s number ends with an error, and touches nothing', async () => {
  const before = await everything();
  await expect(scratch.prepare(8)).rejects.toThrow('a schema "test_7" that no test run created');
  expect(await everything()).toEqual(before);
});
