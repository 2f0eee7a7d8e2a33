import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Side, StructureComparison } from './compare';
import { embeddedBinaries } from './testing/binaries';
import { PostgresServer } from './testing/postgres-server';
import { HEAD } from './testing/project';

const NOTE = 'model Note {\n  id Int @id\n}\n';
/** Defaults as people write them, most of which PostgreSQL gives back in another spelling, and a generated column. */
const VOUCHER = `model Voucher {
  id     String   @id @default(dbgenerated("('v-' || gen_random_uuid())"))
  ends   DateTime @default(dbgenerated("now() + interval '2 weeks'")) @db.Timestamptz(3)
  opens  DateTime @default(dbgenerated("'08:30'")) @db.Time(0)
  made   DateTime @default(dbgenerated("current_timestamp")) @db.Timestamp(0)
  extra  Json     @default(dbgenerated("'[]'"))
  marks  String[] @default(dbgenerated("'{}'"))
  digits String   @default(dbgenerated("lpad(floor(random()*1000)::text, 3, '0')"))
  maker  String   @default(dbgenerated("current_user"))
  words  Unsupported("tsvector GENERATED ALWAYS AS (to_tsvector('simple', maker)) STORED")?
}
`;
const VOUCHER_SQL = `CREATE TABLE "Voucher" (
  "id" TEXT NOT NULL DEFAULT ('v-' || gen_random_uuid()),
  "ends" TIMESTAMPTZ(3) NOT NULL DEFAULT now() + interval '2 weeks',
  "opens" TIME(0) NOT NULL DEFAULT '08:30',
  "made" TIMESTAMP(0) NOT NULL DEFAULT current_timestamp,
  "extra" JSONB NOT NULL DEFAULT '[]',
  "marks" TEXT[] DEFAULT '{}',
  "digits" TEXT NOT NULL DEFAULT lpad(floor(random()*1000)::text, 3, '0'),
  "maker" TEXT NOT NULL DEFAULT current_user,
  "words" tsvector GENERATED ALWAYS AS (to_tsvector('simple', maker)) STORED,
  CONSTRAINT "Voucher_pkey" PRIMARY KEY ("id"));`;
let server: PostgresServer;
let folder: string;
let comparison: StructureComparison;

beforeEach(async () => {
  server = await PostgresServer.start(embeddedBinaries());
  await server.createDatabase('app');
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'compare-'));
  migration(
    '1_note',
    'CREATE TABLE "Note" ("id" INTEGER NOT NULL, CONSTRAINT "Note_pkey" PRIMARY KEY ("id"));',
  );
  comparison = new StructureComparison({ url: server.url('app') });
});
afterEach(async () => {
  await server.stop();
  fs.rmSync(folder, { recursive: true });
});

function migration(name: string, sql: string): void {
  fs.mkdirSync(path.join(folder, name));
  fs.writeFileSync(path.join(folder, name, 'migration.sql'), sql);
}
const schema = (models: string): Side => ({ kind: 'schema', files: [['schema.prisma', HEAD + models]] });
const migrations = (...names: string[]): Side => ({ kind: 'migrations', folder, names });

test('the result of migrations is cached: then no server is needed', async () => {
  expect(await comparison.difference(migrations('1_note'), schema(NOTE))).toBe('');
  await server.stop();
  expect(await comparison.difference(migrations('1_note'), schema(NOTE))).toBe('');
  expect(
    await comparison.difference(migrations('1_note'), schema(`${NOTE}${NOTE.replace('Note', 'Tag')}`)),
  ).toContain('Tag');
});

test('another migration is noticed, and no shadow database and no connection is left', async () => {
  expect(await comparison.difference(migrations('1_note'), schema(NOTE))).toBe('');
  migration('2_text', 'ALTER TABLE "Note" ADD COLUMN "text" TEXT;');
  const text = schema(NOTE.replace('}', '  text String?\n}'));
  expect(await comparison.difference(migrations('1_note', '2_text'), text)).toBe('');
  expect(await comparison.difference({ kind: 'database' }, text)).toContain('Note');
  await server.query('postgres', 'CREATE DATABASE copy TEMPLATE app');
  const left = await server.query<{ datname: string }>(
    'postgres',
    `SELECT datname FROM pg_database WHERE datname LIKE 'prisma_migrate_shadow%'`,
  );
  expect(left).toEqual([]);
});

test('a migration that fails does not break the next comparison', async () => {
  migration('2_wrong', 'ALTER TABLE "Nothing" ADD COLUMN "text" TEXT;');
  await expect(comparison.difference(migrations('1_note', '2_wrong'), schema(NOTE))).rejects.toThrow(
    '2_wrong',
  );
  expect(await comparison.difference(migrations('1_note'), schema(NOTE))).toBe('');
});

test('defaults that PostgreSQL spells otherwise and generated columns are no difference to the database; what else there is, is one', async () => {
  const database: Side = { kind: 'database' };
  await server.query('app', VOUCHER_SQL);
  // Without the database to try them in, the texts differ.
  migration('2_voucher', VOUCHER_SQL);
  const both = schema(NOTE + VOUCHER);
  expect(await comparison.difference(migrations('1_note', '2_voucher'), both)).toContain('ends');
  expect(await comparison.difference(database, schema(VOUCHER))).toBe('');
  expect(await comparison.difference(database, schema(VOUCHER.replace('2 weeks', '3 weeks')))).toContain(
    'ends',
  );
  expect(
    await comparison.difference(database, schema(VOUCHER.replace('}\n', '  more String?\n}\n'))),
  ).toContain('more');
  await server.query('app', 'ALTER TABLE "Voucher" ALTER COLUMN "maker" DROP DEFAULT');
  expect(await comparison.difference(database, schema(VOUCHER))).toContain('maker');
});
