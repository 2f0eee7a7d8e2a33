import { describe, expect, test } from '@jest/globals';
import { extensionSchemas } from './extensions';
import { relocate } from './relocate';

const options = { from: 'public', to: 'test_1', shared: new Set(['ext']) };
const moved = (sql: string) => {
  const { sql: text, obstacles } = relocate(sql, options);
  expect(obstacles).toEqual([]);
  return text;
};

describe('replaces the schema where the meaning is certain', () => {
  test.each([
    ['ALTER TABLE "public"."Alert" ADD x int', 'ALTER TABLE "test_1"."Alert" ADD x int'],
    ['DROP TYPE PUBLIC . "Channel_old"', 'DROP TYPE "test_1" . "Channel_old"'],
    [
      'SELECT a FROM /* public. */ public.t -- public.t',
      'SELECT a FROM /* public. */ "test_1".t -- public.t',
    ],
    ['SELECT public.t.a FROM public.t', 'SELECT "test_1".t.a FROM "test_1".t'],
    ['SET search_path TO public', 'SET search_path TO "test_1"'],
    [`SET LOCAL search_path = "$user", 'public', ext`, 'SET LOCAL search_path = "$user", "test_1", ext'],
    ['SET search_path TO DEFAULT', 'SET search_path TO DEFAULT'],
    ["SET SCHEMA 'public'", "SET SCHEMA 'test_1'"],
    [
      "SELECT pg_catalog.set_config('search_path', 'public, ext', false)",
      `SELECT pg_catalog.set_config('search_path', '"test_1", "ext"', false)`,
    ],
    ["SELECT set_config('search_path', '', false)", "SELECT set_config('search_path', '', false)"],
    ['CREATE SCHEMA IF NOT EXISTS "public"', 'CREATE SCHEMA IF NOT EXISTS "test_1"'],
    ['GRANT USAGE ON SCHEMA public TO PUBLIC', 'GRANT USAGE ON SCHEMA "test_1" TO PUBLIC'],
    ['REVOKE ALL ON FUNCTION public.f() FROM PUBLIC', 'REVOKE ALL ON FUNCTION "test_1".f() FROM PUBLIC'],
    ['ALTER TABLE t SET SCHEMA public', 'ALTER TABLE t SET SCHEMA "test_1"'],
    [`SELECT nextval('public."A_id_seq"'::regclass)`, `SELECT nextval('"test_1"."A_id_seq"'::regclass)`],
    [`SELECT '"public".a'::pg_catalog.regclass`, `SELECT '"test_1".a'::pg_catalog.regclass`],
    [
      "SELECT 1 FROM information_schema.tables WHERE table_schema = 'public'",
      "SELECT 1 FROM information_schema.tables WHERE table_schema = 'test_1'",
    ],
    [
      'CREATE FUNCTION public.f() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $b$ BEGIN\nINSERT INTO public."L" VALUES (1); END $b$',
      'CREATE FUNCTION "test_1".f() RETURNS trigger LANGUAGE plpgsql SET search_path = "test_1" AS $b$ BEGIN\nINSERT INTO "test_1"."L" VALUES (1); END $b$',
    ],
    [
      `DO $$ BEGIN EXECUTE 'UPDATE public.a SET b = ''c'''; EXECUTE format('DROP TABLE public.%I', 'a'); END $$`,
      `DO $$ BEGIN EXECUTE 'UPDATE "test_1".a SET b = ''c'''; EXECUTE format('DROP TABLE "test_1".%I', 'a'); END $$`,
    ],
    [
      "CREATE FUNCTION f() RETURNS int AS 'SELECT count(*) FROM public.t' LANGUAGE sql",
      `CREATE FUNCTION f() RETURNS int AS 'SELECT count(*) FROM "test_1".t' LANGUAGE sql`,
    ],
    ['CREATE EXTENSION citext SCHEMA ext; CREATE TABLE t (a ext.citext)', '; CREATE TABLE t (a ext.citext)'],
    ['CREATE SCHEMA ext; SELECT 1', '; SELECT 1'],
    ['ALTER DATABASE d SET search_path = public; SELECT 1', '; SELECT 1'],
    ["COMMENT ON SCHEMA public IS 'x'; SELECT 1", '; SELECT 1'],
  ])('%s', (sql, expected) => {
    expect(moved(sql)).toBe(expected);
  });
});

describe('leaves what is not a schema', () => {
  test.each([
    'CREATE TABLE "Room" ("id" int, "public" boolean, note text DEFAULT \'public\')',
    `INSERT INTO "Setting" VALUES ('public', 'see public."Setting" and public.example.org')`,
    'SELECT "public" FROM "Room" r WHERE r."public" AND "public"',
    'UPDATE "Room" SET "public" = true',
    'REVOKE ALL ON TABLE "Room" FROM PUBLIC',
    'CREATE POLICY p ON "Room" TO PUBLIC USING (true)',
    'SELECT extract(epoch FROM r.created) FROM "Room" r JOIN "Bed" b ON b.room IS DISTINCT FROM r.id',
    'SELECT * FROM pg_catalog.pg_class; CREATE TEMP TABLE x (); INSERT INTO pg_temp.x DEFAULT VALUES',
    `DO $$ DECLARE r record; BEGIN SELECT a INTO r.b FROM "Room"; NEW."public" := 'public'; END $$`,
  ])('%s', (sql) => {
    expect(moved(sql)).toBe(sql);
  });
});

describe('reports what cannot stay in one schema, with its position', () => {
  test.each([
    ['SELECT 1;\n CREATE TABLE audit.log ()', 'audit.log'],
    ['INSERT INTO audit.log VALUES (1)', 'audit.log'],
    ['CREATE INDEX i ON audit.log (a)', 'audit.log'],
    ['CREATE SCHEMA audit', 'CREATE SCHEMA'],
    ['CREATE SCHEMA public', 'CREATE SCHEMA'],
    ['DROP SCHEMA public CASCADE', 'DROP SCHEMA'],
    ['SET search_path TO public, audit', 'audit'],
    ["SELECT set_config('search_path', 'audit', false)", "'audit'"],
    ["SELECT set_config('search_path', 'pub' || 'lic', false)", "'pub'"],
    ['ALTER TABLE t SET SCHEMA audit', 'audit'],
    ['DELETE FROM public.a USING public WHERE public.id = 1', 'public.a'],
    ['SELECT * FROM "Account" public WHERE public.id = 1', 'public.id'],
    ['SELECT * FROM shop.public.t', 'public.t'],
    ['DO $$ BEGIN INSERT INTO audit.log VALUES (1); END $$', 'audit.log'],
  ])('%s', (sql, place) => {
    const { obstacles } = relocate(sql, options);
    expect(obstacles.map(({ at }) => sql.slice(at, at + place.length))).toContain(place);
  });
});

test('a check is inserted before the end of each transaction in the script', () => {
  const sql = 'BEGIN; SELECT 1; COMMIT; SELECT 2 -- end';
  expect(relocate(sql, { ...options, check: 'CHECK' }).sql).toBe(
    'BEGIN; SELECT 1; CHECK;COMMIT; SELECT 2 -- end',
  );
});

test('an offset in the new script maps to the old one', () => {
  const sql = 'DROP TABLE public.a; CREATE EXTENSION x; DROP TABLE public.b, nope';
  const { sql: text, origin } = relocate(sql, options);
  for (const word of ['a;', 'b,', 'nope', 'DROP']) expect(origin(text.indexOf(word))).toBe(sql.indexOf(word));
  expect(origin(text.indexOf('"test_1"') + 3)).toBe(sql.indexOf('public'));
});

test('the default schema may have any name', () => {
  const { sql } = relocate('SELECT * FROM "Tenant A".t, "public"', { ...options, from: 'Tenant A' });
  expect(sql).toBe('SELECT * FROM "test_1".t, "public"');
});

test('schemas of extensions are found in the scripts', () => {
  const scripts = ['CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA "Ext"', 'create extension a; SELECT 1'];
  expect([...extensionSchemas(scripts)]).toEqual(['Ext']);
});
