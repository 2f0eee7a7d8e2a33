import { expect, test } from '@jest/globals';
import { defaultClauses, withoutClauses } from './alterations';

const SCRIPT = `-- CreateTable
CREATE TABLE "New" ("a" TEXT DEFAULT 'ALTER COLUMN "x" DROP DEFAULT');

-- AlterTable
ALTER TABLE "own"."To""ken" ADD COLUMN     "more" TEXT,
ALTER COLUMN "at" SET DEFAULT now() + interval '1 day, 2 hours; more',
ALTER COLUMN "b" DROP DEFAULT;

-- AlterTable
ALTER TABLE "Other" ALTER COLUMN "c" SET DEFAULT 1;
`;

test('finds the changes of defaults, and nothing else', () => {
  expect(defaultClauses(SCRIPT)).toEqual([
    {
      table: '"own"."To""ken"',
      column: 'at',
      expression: "now() + interval '1 day, 2 hours; more'",
      retyped: false,
    },
    { table: '"own"."To""ken"', column: 'b', expression: undefined, retyped: false },
    { table: '"Other"', column: 'c', expression: '1', retyped: false },
  ]);
});

test('knows the columns that get another type', () => {
  const script = `ALTER TABLE "own"."A" ALTER COLUMN "e" DROP DEFAULT;
ALTER TABLE "A" ALTER COLUMN "e" TYPE "E_new"[] USING ("e"::text::"E_new"[]);
ALTER TABLE "own"."A" ALTER COLUMN "e" SET DEFAULT ARRAY['a']::"own"."E"[];
ALTER TABLE "B" ALTER COLUMN "n" DROP DEFAULT,
ALTER COLUMN "n" SET DATA TYPE BIGINT,
ALTER COLUMN "n" SET DEFAULT 1,
ALTER COLUMN "e" SET DEFAULT 'SET DATA TYPE';`;
  expect(defaultClauses(script).map(({ column, retyped }) => [column, retyped])).toEqual([
    ['e', true],
    ['e', true],
    ['n', true],
    ['n', true],
    ['e', false],
  ]);
});

test('takes some out, and leaves what else there is', () => {
  const left = withoutClauses(SCRIPT, ({ column }) => column !== 'b');
  expect(left).toContain(
    `ALTER TABLE "own"."To""ken" ADD COLUMN     "more" TEXT,\nALTER COLUMN "b" DROP DEFAULT;`,
  );
  expect(left).toContain('CREATE TABLE "New"');
  expect(left).not.toMatch(/"at"|"Other"/);
});

test('is empty when nothing else was in it, and the same when nothing is taken out', () => {
  const only = '-- AlterTable\nALTER TABLE "Other" ALTER COLUMN "c" SET DEFAULT 1;\n';
  expect(withoutClauses(only, () => true)).toBe('');
  expect(withoutClauses(SCRIPT, () => false).trim()).toBe(SCRIPT.trim());
});
