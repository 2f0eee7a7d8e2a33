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
    { table: '"own"."To""ken"', column: 'at', expression: "now() + interval '1 day, 2 hours; more'" },
    { table: '"own"."To""ken"', column: 'b', expression: undefined },
    { table: '"Other"', column: 'c', expression: '1' },
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
