import { describe, expect, it } from '@jest/globals';
import { type Migrated, stepsOf } from './steps';

function after(sql: string): { tables: string[]; enums: string[] } {
  const migrated: Migrated = { tables: new Set(), enums: new Set() };
  for (const step of stepsOf(sql)) step(migrated);
  return { tables: [...migrated.tables].sort(), enums: [...migrated.enums].sort() };
}

describe('what migrations leave behind', () => {
  it.each([
    ['CREATE TABLE "A" ("id" INT); create table if not exists b (id int)', ['A', 'b'], []],
    ['CREATE TABLE "public"."A" (x int); CREATE UNLOGGED TABLE s . Mixed (x int)', ['A', 'mixed'], []],
    [
      'CREATE TABLE "A" (x int); CREATE TABLE "B" (x int); DROP TABLE IF EXISTS "A", public."B" CASCADE',
      [],
      [],
    ],
    ['CREATE TABLE "A" (x int); ALTER TABLE "A" RENAME TO "B"', ['B'], []],
    ['CREATE TABLE "A" (x int); ALTER TABLE "A" RENAME COLUMN "x" TO "y"', ['A'], []],
    ['CREATE TABLE "a""b" (x int)', ['a"b'], []],
    [
      '/* a /* b */ CREATE TABLE x (i int); */ CREATE TABLE größe (x int); CREATE TABLE "T"();',
      ['T', 'größe'],
      [],
    ],
    ['ALTER TABLE IF EXISTS ONLY a RENAME TO b; DO $ä$ BEGIN; CREATE TABLE c (); END $ä$', [], []],
    ['CREATE TABLE a (); DROP TABLE b , /* and */ "a"; CREATE TABLE U&"d\\0061ta" ()', ['data'], []],
    ['CREATE TEMP TABLE t (x int); CREATE TABLE p PARTITION OF q DEFAULT', [], []],
    ["-- CREATE TABLE a (x int)\n/* CREATE TABLE b (x int) */ SELECT 'CREATE TABLE c (x int)'", [], []],
    ['DO $$ BEGIN CREATE TABLE a (x int); END $$; CREATE TABLE "-- b" (x int)', ['-- b'], []],
    [
      `CREATE TYPE "S" AS ENUM ('A'); CREATE TYPE "S_new" AS ENUM ('B'); ALTER TYPE "S" RENAME TO "S_old";
       ALTER TYPE "S_new" RENAME TO "S"; DROP TYPE "S_old"`,
      [],
      ['S'],
    ],
  ])('%s', (sql, tables, enums) => {
    expect(after(sql)).toEqual({ tables, enums });
  });
});
