import { describe, expect, test } from '@jest/globals';
import { cleanScript } from './clean-script';

const PUBLIC = new Set(['public']);

describe('the default schema is not named anywhere', () => {
  test.each([
    [
      'ALTER TABLE "public"."A" ALTER COLUMN "c" DROP DEFAULT;',
      'ALTER TABLE "A" ALTER COLUMN "c" DROP DEFAULT;',
    ],
    ['DROP TYPE "public"."Old";', 'DROP TYPE "Old";'],
    ['DROP TABLE IF EXISTS "public" . "A";', 'DROP TABLE IF EXISTS "A";'],
    [
      'ALTER TABLE "B" ADD CONSTRAINT "f" FOREIGN KEY ("a") REFERENCES "public"."A"("id");',
      'ALTER TABLE "B" ADD CONSTRAINT "f" FOREIGN KEY ("a") REFERENCES "A"("id");',
    ],
    [
      '-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS "public";\n\n-- CreateTable\nCREATE TABLE "A" ();\n',
      '-- CreateTable\nCREATE TABLE "A" ();\n',
    ],
  ])('%s', (script, clean) => {
    expect(cleanScript(script, PUBLIC)).toBe(clean);
  });
});

describe('names that the user wrote stay', () => {
  test.each([
    `ALTER TABLE "A" ALTER COLUMN "c" SET DEFAULT "public"."f"('DROP TYPE "public"."x"');`,
    `-- DROP TYPE "public"."x"\n/* TABLE "public"."x" */ ALTER TABLE "public" ADD COLUMN "public" TEXT;`,
    'ALTER SEQUENCE s OWNED BY "public"."id";',
    'DROP TYPE "other"."Old";',
    'CREATE SCHEMA IF NOT EXISTS "other";',
    'ALTER TABLE "public""x"."A" ADD COLUMN "b" TEXT;',
    'CREATE INDEX "i" ON "A"("id") WHERE "public"."A"."b";',
  ])('%s', (script) => {
    expect(cleanScript(script, PUBLIC)).toBe(script);
  });

  test('all names stay where models name their schemas', () => {
    const script = '-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS "public";\n\nDROP TYPE "public"."Old";';
    expect(cleanScript(script, new Set())).toBe(script);
  });
});

/** What the engine writes to remove a value from an enum. */
const change = (columns: string[][]) =>
  [
    '-- AlterEnum\nBEGIN;',
    `CREATE TYPE "E_new" AS ENUM ('a');`,
    ...columns.map(
      ([table, column]) =>
        `ALTER TABLE "${table}" ALTER COLUMN "${column}" TYPE "E_new"[] USING ("${column}"::text::"E_new"[]);`,
    ),
    'ALTER TYPE "E" RENAME TO "E_old";',
    'ALTER TYPE "E_new" RENAME TO "E";',
  ].join('\n');
const there = ['A', 'e'];

describe('an enum loses a value', () => {
  test.each([
    ['a table', ['B', 'e'], 'CREATE TABLE "B" (\n    "e" "E"[]\n);\n'],
    [
      'a column',
      ['A', 'new'],
      'ALTER TABLE "A" ADD COLUMN     "x" TEXT DEFAULT \'DROP COLUMN\',\nADD COLUMN "new" "E"[];\n',
    ],
  ])('and %s that is added further down uses it', (_, joining, made) => {
    const rest = '\nDROP TYPE "E_old";\nCOMMIT;\n';
    const script = `${change([there, joining])}${rest}\n-- x\n${made}`;
    expect(cleanScript(script, PUBLIC)).toBe(`${change([there])}${rest}\n-- x\n${made}`);
  });

  test('a column that is dropped and added again exists before, and is moved', () => {
    const script = `${change([there])}\nDROP TYPE "E_old";\nCOMMIT;\n`;
    const readded = 'CREATE TABLE "C" ();\nALTER TABLE "B" DROP COLUMN "e",\nADD COLUMN     "e" "E";\n';
    expect(cleanScript(`${change([there, ['B', 'e']])}\n${readded}`, PUBLIC)).toContain(
      'ALTER TABLE "B" ALTER COLUMN "e"',
    );
    expect(cleanScript(script, PUBLIC)).toBe(script);
  });

  test.each([
    'DROP TABLE "Removed";',
    'ALTER TABLE "A" DROP COLUMN "e";',
    'ALTER TABLE "A" ALTER COLUMN "e" SET DATA TYPE TEXT;',
  ])('and its old type is dropped after all that may use it: %s', (last) => {
    const rest = `\nCOMMIT;\n\n-- AlterTable\nALTER TABLE "A" ADD COLUMN "x" TEXT;\n\n-- X\n${last}`;
    const more = '\n\n-- CreateTable\nCREATE TABLE "C" ();\n';
    expect(cleanScript(`${change([there])}\nDROP TYPE "public"."E_old";${rest}${more}`, PUBLIC)).toBe(
      `${change([there])}${rest}\n\n-- DropEnum\nDROP TYPE "E_old";${more}`,
    );
  });

  test('another type with such a name is dropped where it was', () => {
    const script = 'DROP TYPE "Very_old";\nDROP TABLE "A";';
    expect(cleanScript(script, PUBLIC)).toBe(script);
  });
});
