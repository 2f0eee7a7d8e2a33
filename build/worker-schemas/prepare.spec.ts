import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PrismaService } from '../../src/database/prisma.service';
import { migrationRole } from '../postgres/roles/roles';
import { Scratch } from '../test-kit/scratch';

const scratch = new Scratch();
const migrations = path.resolve(__dirname, '../../prisma/migrations');
/** The demo's migrations: the client queries their tables here. */
const scripts = fs
  .readdirSync(migrations)
  .map((name) => ({ name, file: path.join(migrations, name, 'migration.sql') }))
  .filter(({ file }) => fs.existsSync(file))
  .map(({ name, file }) => ({ name, sql: fs.readFileSync(file, 'utf8') }))
  .filter(({ sql }) => sql.includes('"DemoUser"'))
  .concat({ name: '99990000000000_visits', sql: 'CREATE TABLE "Visit" (id SERIAL PRIMARY KEY, name TEXT)' });

const schemas = () =>
  scratch.ask(
    'migration',
    `SELECT array_agg(nspname::text ORDER BY nspname) AS names FROM pg_namespace WHERE nspname ~ '^test_' AND nspname !~ '_reset$'`,
  );

/** Everything in schema public, with its rows. */
const everythingPublic = () =>
  scratch.ask(
    'migration',
    `SELECT (SELECT array_agg(relname::text || relfilenode ORDER BY relname) FROM pg_class WHERE relnamespace = 'public'::regnamespace) AS things,
      (SELECT array_agg(typname::text ORDER BY typname) FROM pg_type WHERE typnamespace = 'public'::regnamespace) AS types,
      (SELECT json_agg(u) FROM public."DemoUser" u) AS users,
      (SELECT last_value FROM public."Visit_id_seq") AS counted`,
  );

beforeAll(async () => {
  await scratch.server.start();
  for (const { name, sql } of scripts) {
    scratch.migration(name, sql);
    // The application's own tables, with the same names.
    await scratch.ask('migration', sql);
  }
  await scratch.ask(
    'migration',
    `INSERT INTO "DemoUser" (id, name, email, "updatedAt") VALUES ('theirs', 'theirs', 'theirs', now())`,
  );
  await scratch.ask('migration', `INSERT INTO "Visit" (name) VALUES ('theirs')`);
});
afterAll(() => scratch.remove());

function open(url: string): PrismaService {
  const before = process.env.DATABASE_URL;
  process.env.DATABASE_URL = url;
  const client = new PrismaService();
  process.env.DATABASE_URL = before;
  return client;
}

test('workers that write in turns and at once keep to themselves, and public stays as it was', async () => {
  const before = await everythingPublic();
  const { urls, separateRoles } = await scratch.prepare(4);
  expect(separateRoles).toBe(true);
  const clients = urls.map(open);
  for (let round = 1; round <= 5; round++) {
    await Promise.all(
      clients.map(async (client, index) => {
        const name = `${index}.${round}`;
        await client.demoUser.create({ data: { name, email: `same-${round}@example.com` } });
        await client.$executeRaw`UPDATE "DemoUser" SET name = name || 'x' WHERE name = ${name}`;
        await client.$executeRaw`INSERT INTO "Visit" (name) VALUES (${name})`;
      }),
    );
  }
  for (const [index, client] of clients.entries()) {
    const rounds = [1, 2, 3, 4, 5];
    const found = await client.demoUser.findMany({ orderBy: { name: 'asc' }, select: { name: true } });
    expect(found).toEqual(rounds.map((round) => ({ name: `${index}.${round}x` })));
    // No other worker counts in between.
    expect(await client.$queryRaw`SELECT id, name FROM "Visit" ORDER BY id`).toEqual(
      rounds.map((round) => ({ id: round, name: `${index}.${round}` })),
    );
  }
  await Promise.all(clients.map((client) => client.$disconnect()));
  expect(await everythingPublic()).toEqual(before);
});

test('a client that forgets its schema is refused, in every kind of query', async () => {
  const [url = ''] = (await scratch.prepare(1)).urls;
  const client = open(url.replace(/[?&]schema=\w+/, ''));
  const denied = { message: expect.stringMatching(/permission denied|denied access/) };
  await expect(client.demoUser.count()).rejects.toMatchObject(denied);
  // PostgreSQL does not search a schema that the role may not use.
  await expect(client.$queryRaw`SELECT * FROM "DemoUser"`).rejects.toThrow(/"DemoUser" does not exist/);
  await expect(client.$queryRaw`SELECT * FROM public."DemoUser"`).rejects.toMatchObject(denied);
  await client.$disconnect();
});

test('what an earlier run with more workers left is removed, and nothing else', async () => {
  await scratch.ask('migration', 'CREATE SCHEMA test_mine; CREATE SCHEMA test_99');
  await scratch.prepare(3);
  expect(await schemas()).toEqual({ names: ['test_1', 'test_2', 'test_3', 'test_99', 'test_mine'] });
  await scratch.prepare(2);
  expect(await schemas()).toEqual({ names: ['test_1', 'test_2', 'test_99', 'test_mine'] });
  const { roles } = await scratch.ask(
    'migration',
    `SELECT count(*)::int AS roles FROM pg_roles WHERE rolname ~ '_test_[0-9]+$'`,
  );
  expect(roles).toBe(2);
  await scratch.ask('migration', 'DROP SCHEMA test_mine; DROP SCHEMA test_99');
});

test('a schema of that name that no test run created is refused, not dropped', async () => {
  await scratch.prepare(1);
  await scratch.ask('migration', 'CREATE SCHEMA test_2; CREATE TABLE test_2.precious ()');
  await expect(scratch.prepare(2)).rejects.toThrow(/"test_2" that no test run created/);
  expect(
    await scratch.ask('migration', `SELECT to_regclass('test_2.precious') IS NOT NULL AS there`),
  ).toEqual({ there: true });
  await scratch.ask('migration', 'DROP SCHEMA test_2 CASCADE');
});

test('a schema of another version’s test run is recreated', async () => {
  await scratch.prepare(1);
  const made = `SELECT 'test_1'::regnamespace::oid AS oid, obj_description('test_1'::regnamespace, 'pg_namespace') AS note`;
  const before = await scratch.ask('migration', made);
  await scratch.ask(
    'migration',
    `COMMENT ON SCHEMA test_1 IS 'Prismosaic worker schema: of another version'`,
  );
  await scratch.prepare(1);
  const { oid, note } = await scratch.ask('migration', made);
  expect(oid).not.toBe(before.oid);
  expect(note).toMatch(/^Prismosaic worker schema: complete /);
});

test('a migration that fails is named with line and column', async () => {
  scratch.migration('99990101000000_broken', '-- Ünïcode 😀\nSELECT 1;\nALTER TABLE "Missing" ADD x int;\n');
  await expect(scratch.prepare(2)).rejects.toThrow(
    /99990101000000_broken\/migration\.sql:3:\d+: .*"Missing" does not exist/,
  );
  scratch.forget('99990101000000_broken');
  await scratch.prepare(2);
});

test('a script is one query: bodies in $$ and several statements arrive whole', async () => {
  scratch.migration(
    '99990102000000_function',
    `CREATE SCHEMA IF NOT EXISTS "public";
     CREATE FUNCTION answer() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 42; END $$; CREATE TABLE after_it ();`,
  );
  const [url = ''] = (await scratch.prepare(1)).urls;
  const client = open(url);
  expect(await client.$queryRaw`SELECT answer(), to_regclass('after_it') IS NOT NULL AS after`).toEqual([
    { answer: 42, after: true },
  ]);
  await client.$disconnect();
  scratch.forget('99990102000000_function');
});

test('what must be alone is applied in all workers at once, and settings end with their migration', async () => {
  scratch.migration(
    '99990105000000_concurrently',
    `SET lock_timeout = '29s';
     CREATE INDEX CONCURRENTLY odd ON "DemoPost" (id) WHERE title <> '';
     CREATE INDEX CONCURRENTLY even ON "DemoPost" ((title || '!'));
     CREATE TYPE colour AS ENUM ('a');
     ALTER TYPE colour ADD VALUE 'b';
     CREATE TABLE after_it (c colour DEFAULT 'b');
     DO $$ BEGIN INSERT INTO after_it DEFAULT VALUES; COMMIT; END $$;`,
  );
  scratch.migration(
    '99990105000001_settings',
    `CREATE TABLE settings AS SELECT current_setting('lock_timeout') AS lock;`,
  );
  const { urls } = await scratch.prepare(8);
  for (const url of urls) {
    const client = open(url);
    expect(await client.$queryRaw`SELECT c::text, lock FROM after_it, settings`).toEqual([
      { c: 'b', lock: '0' },
    ]);
    expect(
      await client.$queryRaw`SELECT 1 FROM pg_index WHERE indexrelid IN ('odd'::regclass, 'even'::regclass) AND indisvalid`,
    ).toHaveLength(2);
    await client.$disconnect();
  }
  scratch.forget('99990105000000_concurrently');
  scratch.forget('99990105000001_settings');
});

test('an extension is created once, before the workers would all create it at once, and works for each', async () => {
  scratch.migration(
    '99990104000000_extension',
    `-- Addresses are the same in any case.
     CREATE EXTENSION IF NOT EXISTS citext SCHEMA pg_catalog;
     CREATE TABLE mailbox (address citext PRIMARY KEY);
     CREATE FUNCTION is_mine() RETURNS boolean LANGUAGE sql AS $$ SELECT 'ME'::citext = 'me' $$;`,
  );
  const { urls } = await scratch.prepare(4);
  for (const url of urls) {
    const client = open(url);
    expect(await client.$queryRaw`SELECT is_mine()`).toEqual([{ is_mine: true }]);
    await client.$disconnect();
  }
  expect(
    await scratch.ask(
      'migration',
      `SELECT extowner::regrole::text AS owner FROM pg_extension WHERE extname = 'citext'`,
    ),
  ).toEqual({ owner: migrationRole });
  scratch.forget('99990104000000_extension');
});

test('without the right to create roles, workers share the runtime role and still have their schemas', async () => {
  const plain = `DO $$ BEGIN CREATE ROLE plain LOGIN PASSWORD 'plain'; END $$; GRANT CREATE ON DATABASE prismosaic TO plain`;
  await scratch.ask(
    'migration',
    `DO $$ DECLARE name text; BEGIN
      FOR name IN SELECT nspname FROM pg_namespace WHERE nspname ~ '^test_[0-9]' LOOP EXECUTE 'DROP SCHEMA ' || name || ' CASCADE'; END LOOP;
    END $$`,
  );
  await scratch.ask('migration', plain);
  const url = new URL(scratch.url('migration'));
  url.username = 'plain';
  url.password = 'plain';
  const { urls, separateRoles } = await scratch.prepare(2, url.href);
  expect(separateRoles).toBe(false);
  const clients = urls.map(open);
  await Promise.all(clients.map((client) => client.demoUser.create({ data: { name: 'a', email: 'a' } })));
  for (const client of clients) {
    expect(await client.$queryRaw`SELECT count(*)::int AS rows FROM "DemoUser"`).toEqual([{ rows: 1 }]);
    await client.$disconnect();
  }
});
