import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Side, StructureComparison } from './compare';
import { embeddedBinaries } from './testing/binaries';
import { PostgresServer } from './testing/postgres-server';
import { HEAD } from './testing/project';

const NOTE = 'model Note {\n  id Int @id\n}\n';
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
