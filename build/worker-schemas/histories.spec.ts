import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { Scratch } from '../test-kit/scratch';
import { contentsOf } from './contents';

const scratch = new Scratch();
let owner: Client;

beforeAll(async () => {
  await scratch.server.start();
  await scratch.ask('migration', `CREATE ROLE plain LOGIN PASSWORD 'plain'`);
  await scratch.ask('migration', 'GRANT plain TO CURRENT_USER');
  await scratch.ask('migration', 'CREATE DATABASE shop OWNER plain');
});
afterAll(() => scratch.remove());

const plain = () => {
  const url = new URL(scratch.url('migration'));
  Object.assign(url, { username: 'plain', password: 'plain', pathname: '/shop' });
  return url.href;
};
const first = `CREATE TABLE "Account" (id serial PRIMARY KEY, name text NOT NULL);
  CREATE TYPE "Channel" AS ENUM ('MAIL', 'FAX', 'PUSH');
  CREATE TABLE "Alert" (id serial PRIMARY KEY, channel "Channel" NOT NULL DEFAULT 'MAIL', fallback "Channel"[] DEFAULT '{MAIL}');`;

/** The answer to a query with the worker's own address. */
async function inWorker(url: string, sql: string) {
  const client = new Client({ connectionString: url.replace(/\?.*/, ''), options: '-c search_path=test_1' });
  await client.connect();
  try {
    const results: unknown = await client.query(sql);
    const last: unknown = Array.isArray(results) ? results.at(-1) : results;
    return (last as { rows: Record<string, unknown>[] }).rows[0];
  } finally {
    await client.end();
  }
}

describe.each([
  ['workers with their own roles', () => [scratch.url('migration'), scratch.url('runtime')] as const],
  ['one role that owns the database and can’t create roles', () => [plain(), plain()] as const],
])('%s', (_mode, addresses) => {
  beforeAll(async () => {
    const [migrationUrl] = addresses();
    owner = new Client({ connectionString: migrationUrl });
    await owner.connect();
    // The developer's tables and rows, and a type that is no longer used.
    await owner.query(first);
    await owner.query(
      `INSERT INTO "Account" (name) VALUES ('theirs'), ('hers'); CREATE TYPE "Channel_old" AS ENUM ('X')`,
    );
    scratch.migration('1_first', first);
  });
  afterEach(() => scratch.forget('2_second'));
  afterAll(async () => {
    await owner.end();
  });

  /** Replays a second migration; schema public must be as before. */
  async function replay(sql: string): Promise<string> {
    const [migrationUrl, runtimeUrl] = addresses();
    scratch.migration('2_second', sql);
    const before = await contentsOf(owner, 'public');
    try {
      const [url = ''] = (await scratch.prepare(2, migrationUrl, runtimeUrl)).urls;
      return url;
    } finally {
      expect(await contentsOf(owner, 'public')).toEqual(before);
    }
  }

  const ledger = 'CREATE TABLE "Ledger" (id serial PRIMARY KEY, "accountId" int NOT NULL);';

  test('an enum without one of its values, as Prisma writes it: each worker has its own', async () => {
    const url = await replay(`BEGIN;
      CREATE TYPE "Channel_new" AS ENUM ('MAIL', 'PUSH');
      ALTER TABLE "public"."Alert" ALTER COLUMN "channel" DROP DEFAULT, ALTER COLUMN fallback DROP DEFAULT;
      ALTER TABLE "Alert" ALTER COLUMN "channel" TYPE "Channel_new" USING ("channel"::text::"Channel_new");
      ALTER TABLE "Alert" ALTER COLUMN "fallback" TYPE "Channel_new"[] USING ("fallback"::text::"Channel_new"[]);
      ALTER TYPE "Channel" RENAME TO "Channel_old";
      ALTER TYPE "Channel_new" RENAME TO "Channel";
      DROP TYPE "public"."Channel_old";
      COMMIT;
      ${ledger}`);
    expect(
      await inWorker(
        url,
        `SELECT enum_range(NULL::"Channel")::text AS values, to_regtype('test_1."Channel_old"') AS old`,
      ),
    ).toEqual({ values: '{MAIL,PUSH}', old: null });
  });

  test.each([
    [
      'tables are created in it',
      'CREATE TABLE "public"."Ledger" (id serial PRIMARY KEY, "accountId" int NOT NULL)',
    ],
    [
      'rows are read from it',
      `${ledger} INSERT INTO "Ledger" ("accountId") SELECT id FROM "public"."Account"`,
    ],
    ['it is searched', `SET search_path TO public; ${ledger}`],
    ['it is searched by a function', `SELECT set_config('search_path', 'public', false); ${ledger}`],
    ['the search path is reset', `RESET search_path; ${ledger}`],
    ['the search path is the default', `SET search_path TO DEFAULT; ${ledger}`],
    ['it is created', `CREATE SCHEMA IF NOT EXISTS "public"; ${ledger}`],
  ])('public is named, and means the worker’s schema: %s', async (_what, sql) => {
    scratch.migration('3_third', 'CREATE TABLE "Third" ()');
    const url = await replay(sql);
    scratch.forget('3_third');
    expect(
      await inWorker(
        url,
        `SELECT to_regclass('test_1."Ledger"') IS NOT NULL AS ledger, to_regclass('test_1."Third"') IS NOT NULL AS third,
          (SELECT count(*)::int FROM "Ledger") AS rows`,
      ),
    ).toEqual({ ledger: true, third: true, rows: 0 });
  });

  test('public is named in the body of a trigger: it writes to the worker’s schema', async () => {
    const url = await replay(`${ledger}
      CREATE FUNCTION ledger_of_account() RETURNS trigger LANGUAGE plpgsql AS $body$
      BEGIN
        INSERT INTO public."Ledger" ("accountId") VALUES (NEW."id");
        RETURN NEW;
      END
      $body$;
      CREATE TRIGGER account_ledger AFTER INSERT ON "Account" FOR EACH ROW EXECUTE FUNCTION ledger_of_account();`);
    expect(
      await inWorker(
        url,
        `INSERT INTO "Account" (name) VALUES ('a'); SELECT count(*)::int AS rows FROM "Ledger"`,
      ),
    ).toEqual({ rows: 1 });
  });

  test.each([
    [
      'CREATE SCHEMA audit; CREATE TABLE audit.log ()',
      /2_second\/migration\.sql:1:1: .*whole schema "audit"/,
    ],
    ['SELECT 1;\n  SET search_path TO public, audit', /2_second\/migration\.sql:2:30: .*schema "audit"/],
    ['DROP SCHEMA public CASCADE', /2_second\/migration\.sql:1:1: .*whole schema "public"/],
  ])('refused before anything is done, with the position: %s', async (sql, message) => {
    await owner.query('DROP SCHEMA IF EXISTS test_1 CASCADE');
    await expect(replay(sql)).rejects.toThrow(message);
    expect((await owner.query(`SELECT FROM pg_namespace WHERE nspname = 'test_1'`)).rowCount).toBe(0);
  });

  // Names that can't be found by parsing the script.
  const hidden = `'pub' || 'lic."Account"'`;
  test.each([
    ['drops', `EXECUTE 'DROP TABLE ' || ${hidden};`],
    ['writes', `EXECUTE 'UPDATE ' || ${hidden} || ' SET name = 1';`],
    ['reads', `EXECUTE 'CREATE TABLE copied AS TABLE ' || ${hidden};`],
    ['creates a table', `EXECUTE 'CREATE TABLE pub' || 'lic.leak ()';`],
    ['creates a type', `EXECUTE 'CREATE TYPE pub' || 'lic.leak AS ENUM ()';`],
    [
      'creates a function',
      `EXECUTE 'CREATE FUNCTION pub' || 'lic.leak() RETURNS int LANGUAGE sql RETURN 1';`,
    ],
    ['searches', `PERFORM set_config('search' || '_path', 'pub' || 'lic', false); DELETE FROM "Account";`],
  ])('undone, when the script hides that it leaves the schema: it %s', async (_what, body) => {
    const refused =
      /2_second\/migration\.sql.*(leaves the worker's schema and reaches|permission denied|must be owner|does not exist)/;
    await expect(replay(`DO $$ BEGIN ${body} END $$`)).rejects.toThrow(refused);
    await expect(replay(`BEGIN; DO $$ BEGIN ${body} END $$; COMMIT; SELECT 1`)).rejects.toThrow(refused);
  });
});
