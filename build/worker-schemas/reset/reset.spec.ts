import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { Scratch } from '../../test-kit/scratch';
import { emptyTables } from '../../testing/empty-tables';

const scratch = new Scratch();
let client: Client;

const raw = { $executeRawUnsafe: async (sql: string) => (await client.query(sql)).rowCount ?? 0 };
const rows = async (sql: string) => (await client.query(sql)).rows;
const oid = async () => (await scratch.ask('migration', `SELECT 'test_1'::regnamespace::oid AS oid`)).oid;

/** A run's beginning, and a session of its only worker. */
async function begin(): Promise<void> {
  await client?.end();
  const [url = ''] = (await scratch.prepare(1)).urls;
  client = new Client({ connectionString: url, options: '-c search_path=test_1' });
  await client.connect();
}

beforeAll(async () => {
  await scratch.server.start();
  scratch.migration(
    '1_shop',
    `CREATE TABLE country (code text PRIMARY KEY, capital int);
     CREATE TABLE city (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, country text NOT NULL REFERENCES country, name text, shout text GENERATED ALWAYS AS (upper(name)) STORED);
     ALTER TABLE country ADD FOREIGN KEY (capital) REFERENCES city DEFERRABLE INITIALLY DEFERRED;
     INSERT INTO country VALUES ('HU', 1), ('SI', 2);
     INSERT INTO city (country, name) VALUES ('HU', 'Budapest'), ('SI', 'Ljubljana');
     CREATE TABLE visit (id serial PRIMARY KEY, city int REFERENCES city, note text);
     CREATE TABLE log (line text);
     CREATE FUNCTION write_log() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log VALUES (TG_OP || ' ' || TG_TABLE_NAME); RETURN NULL; END $$;
     CREATE TRIGGER logged AFTER INSERT OR DELETE ON city FOR EACH ROW EXECUTE FUNCTION write_log();
     CREATE TRIGGER logged AFTER INSERT OR DELETE ON visit FOR EACH ROW EXECUTE FUNCTION write_log();
     ALTER TABLE visit ENABLE ALWAYS TRIGGER logged;
     CREATE TABLE secret (owner text);
     ALTER TABLE secret ENABLE ROW LEVEL SECURITY;
     ALTER TABLE secret FORCE ROW LEVEL SECURITY;
     CREATE POLICY mine ON secret USING (owner = current_setting('app.user', true)) WITH CHECK (true);
     CREATE MATERIALIZED VIEW names AS SELECT name FROM city;
     CREATE FUNCTION refresh() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS 'REFRESH MATERIALIZED VIEW names';`,
  );
  await begin();
});
afterAll(async () => {
  await client.end();
  await scratch.remove();
});

const reference = `SELECT code, capital, name, shout FROM country JOIN city ON city.id = capital ORDER BY code`;
const migrated = [
  { code: 'HU', capital: 1, name: 'Budapest', shout: 'BUDAPEST' },
  { code: 'SI', capital: 2, name: 'Ljubljana', shout: 'LJUBLJANA' },
];

describe('between two tests', () => {
  test('rows that migrations inserted come back, and ids begin again', async () => {
    for (let round = 0; round < 2; round++) {
      await client.query(`BEGIN; INSERT INTO country VALUES ('AT', 3); INSERT INTO city (country, name) VALUES ('AT', 'Wien');
        DELETE FROM city WHERE country = 'SI'; DELETE FROM country WHERE code = 'SI'; UPDATE city SET name = 'Buda' WHERE id = 1; COMMIT`);
      const [{ id }] = (await client.query(`INSERT INTO visit (city, note) VALUES (1, 'x') RETURNING id`))
        .rows;
      expect(id).toBe(1);
      expect(await rows('SELECT id FROM city WHERE country = $$AT$$')).toEqual([{ id: 3 }]);
      await emptyTables(raw);
      expect(await rows(reference)).toEqual(migrated);
      expect(await rows('SELECT count(*)::int FROM visit')).toEqual([{ count: 0 }]);
    }
  });

  test('rows that nobody touched stay where they are', async () => {
    const place = 'SELECT ctid::text, xmin::text FROM city ORDER BY id';
    const before = await rows(place);
    await client.query(`INSERT INTO visit (city) VALUES (1)`);
    await emptyTables(raw);
    expect(await rows(place)).toEqual(before);
  });

  test('the triggers of migrations do not fire, and are there in the next test', async () => {
    await client.query(`INSERT INTO visit (city) VALUES (1)`);
    expect(await rows('SELECT line FROM log')).toEqual([{ line: 'INSERT visit' }]);
    await emptyTables(raw);
    expect(await rows('SELECT line FROM log')).toEqual([]);
    expect(
      await rows(`SELECT tgenabled::text AS how FROM pg_trigger WHERE tgname = 'logged' ORDER BY tgrelid`),
    ).toEqual([{ how: 'O' }, { how: 'A' }]);
  });

  test('rows that row security hides are deleted, too', async () => {
    await client.query(`INSERT INTO secret VALUES ('somebody'), ('else')`);
    expect(await rows('SELECT * FROM secret')).toEqual([]);
    await emptyTables(raw);
    await client.query(`SET app."user" = 'somebody'`);
    expect(await rows('SELECT * FROM secret')).toEqual([]);
    await client.query(`INSERT INTO secret VALUES ('else')`);
    expect(await rows('SELECT * FROM secret')).toEqual([]);
  });

  test('a materialised view shows what the migrations made', async () => {
    await client.query(`UPDATE city SET name = name || '!'; SELECT refresh()`);
    expect(await rows('SELECT name FROM names ORDER BY name')).toEqual([
      { name: 'Budapest!' },
      { name: 'Ljubljana!' },
    ]);
    await emptyTables(raw);
    expect(await rows('SELECT name FROM names ORDER BY name')).toEqual([
      { name: 'Budapest' },
      { name: 'Ljubljana' },
    ]);
  });

  test('large tables are truncated, with those that refer to them', async () => {
    await client.query(
      `INSERT INTO city (country, name) SELECT 'HU', repeat('x', 500) FROM generate_series(1, 3000)`,
    );
    await client.query('INSERT INTO visit (city) SELECT max(id) FROM city');
    await emptyTables(raw);
    expect(await rows(reference)).toEqual(migrated);
    expect(await rows(`SELECT pg_relation_size('city')::int AS size`)).toEqual([{ size: 8192 }]);
    expect(await rows('SELECT count(*)::int FROM visit')).toEqual([{ count: 0 }]);
  });

  test('the role of a worker has no other way to what brings them back', async () => {
    for (const sql of [
      'UPDATE test_1_reset.reference SET sum = $$0$$',
      'SELECT * FROM test_1_reset.sequences',
      `SELECT test_1_reset.sum('public."DemoUser"')`,
      'DROP FUNCTION test_1_reset.reset()',
    ])
      await expect(client.query(sql)).rejects.toThrow(/permission denied|must be owner/);
  });
});

describe('between two runs', () => {
  test('an unchanged schema is kept, as the migrations made it', async () => {
    const before = await oid();
    await client.query(`UPDATE city SET name = 'Pest'; INSERT INTO visit (city) VALUES (1)`);
    await begin();
    expect(await oid()).toBe(before);
    expect(await rows(reference)).toEqual(migrated);
    expect(await rows('INSERT INTO visit DEFAULT VALUES RETURNING id')).toEqual([{ id: 1 }]);
  });

  test.each([
    ['another migration', () => scratch.migration('2_more', 'CREATE TABLE more ()')],
    ['an edited migration', () => scratch.migration('2_more', 'CREATE TABLE more (id int)')],
    ['one less', () => scratch.forget('2_more')],
    ['a column more', () => scratch.ask('migration', 'ALTER TABLE test_1.visit ADD more int')],
    [
      'a function with another body',
      () =>
        scratch.ask(
          'migration',
          `CREATE OR REPLACE FUNCTION test_1.write_log() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$`,
        ),
    ],
    [
      'a trigger that is off',
      () => scratch.ask('migration', 'ALTER TABLE test_1.visit DISABLE TRIGGER logged'),
    ],
    ['a right less', () => scratch.ask('migration', 'REVOKE INSERT ON test_1.visit FROM prismosaic_test_1')],
    ['a policy more', () => scratch.ask('migration', 'CREATE POLICY all_ ON test_1.secret USING (true)')],
    ['an index less', () => scratch.ask('migration', 'ALTER TABLE test_1.visit DROP CONSTRAINT visit_pkey')],
    ['reference rows that are lost', () => scratch.ask('migration', 'DROP TABLE test_1_reset.reference')],
    [
      'a run that was killed',
      () =>
        scratch.ask(
          'migration',
          `COMMENT ON SCHEMA test_1 IS 'Prismosaic worker schema: every test run recreates it'`,
        ),
    ],
  ])('it is made again for %s', async (_what, change) => {
    await begin();
    const before = await oid();
    await change();
    await begin();
    expect(await oid()).not.toBe(before);
    expect(await rows(reference)).toEqual(migrated);
  });

  test('what a test wrote into the statistics is no change', async () => {
    const before = await oid();
    await scratch.ask('migration', 'ANALYZE test_1.city');
    await begin();
    expect(await oid()).toBe(before);
  });
});
