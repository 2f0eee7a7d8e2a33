import { expect, it } from '@jest/globals';
import { composing } from '../../test-kit/composer/composing';

const model = (lines: string): string => `model A {\n  id Int @id\n${lines}\n}\n`;
const long = 'x'.repeat(64);

/** The schema, the diagnostic and its place, the hint, and the change that follows the hint. */
const cases: [string, string, string, string, [string, string]][] = [
  ['a table', model(`  @@map("${long}")`), '3:3 DATABASE_NAME_TOO_LONG', '@@map("a_x', [long, 'short']],
  [
    'a table of many bytes',
    model(`  @@map("${'ä'.repeat(32)}")`),
    '3:3 DATABASE_NAME_TOO_LONG',
    '@@map("a_ä',
    ['ää', ''],
  ],
  ['a column', model(`  b Int @map("${long}")`), '3:3 DATABASE_NAME_TOO_LONG', '@map("x', [long, 'short']],
  [
    'an enum',
    `enum E {\n  X\n  @@map("${long}")\n}\n${model('  e E')}`,
    '3:3 DATABASE_NAME_TOO_LONG',
    '@@map("a_x',
    [long, 'short'],
  ],
  [
    'the array type',
    `enum E {\n  X\n  @@map("${'x'.repeat(63)}")\n}\n${model('  e E[]')}`,
    '3:3 DATABASE_NAME_TOO_LONG',
    '@@map("a_E',
    ['xx', 'x'],
  ],
  [
    'a value',
    `enum E {\n  X @map("${long}")\n}\n${model('  e E')}`,
    '2:3 DATABASE_NAME_TOO_LONG',
    '@map("X")',
    [long, 'X'],
  ],
  ['an empty table', model('  @@map("")'), '3:3 DATABASE_NAME_INVALID', '@@map("a")', ['""', '"a"']],
  [
    'a quotation mark',
    model('  b Int @map("a\\"b")'),
    '3:3 DATABASE_NAME_INVALID',
    '@map("a_b_of_A")',
    ['a\\"b', 'a_b_of_A'],
  ],
  [
    'an apostrophe',
    `enum E {\n  X @map("it's")\n}\n${model('  e E')}`,
    '2:3 DATABASE_NAME_INVALID',
    '@map("X")',
    ["it's", 'X'],
  ],
  [
    'a system column',
    model('  b Int @map("ctid")'),
    '3:3 DATABASE_NAME_RESERVED',
    '@map("ctid_of_A")',
    ['ctid', 'ctid_of_A'],
  ],
  [
    'a type of PostgreSQL',
    `enum point {\n  X\n}\n${model('  e point')}`,
    '1:6 DATABASE_NAME_RESERVED',
    '@@map("a_point")',
    ['X', 'X\n  @@map("a_point")'],
  ],
  [
    'Prisma’s own table',
    model('  @@map("_prisma_migrations")'),
    '3:3 DATABASE_NAME_RESERVED',
    '@@map("a_prisma_migrations")',
    ['_prisma', 'a_prisma'],
  ],
];

it.each(cases)(
  'an invalid database name is reported, and the hint works: %s',
  (_, text, place, hint, [from, to]) => {
    const composed = composing({ a: text });
    expect(composed.reported()).toEqual([`a:${place}`]);
    expect(composed.diagnostics[0]?.hint).toContain(hint);
    expect(composing({ a: text.replace(from, to) }).reported()).toEqual([]);
  },
);

it('may be as long as PostgreSQL allows', () => {
  const text = `enum E {\n  X @map("${'x'.repeat(63)}")\n  @@map("${'y'.repeat(63)}")\n}\n${model('  e E\n')}`;
  expect(composing({ a: text }).reported()).toEqual([]);
});

/** Names of relations, and whether Prisma 7.10 keeps them in sync, as observed; for some it crashes. */
const lengths: [string, boolean][] = [
  ['x'.repeat(200), true],
  ['ä'.repeat(27), true],
  [`x${'ä'.repeat(27)}`, false],
  ['ä'.repeat(28), false],
  [`x${'ä'.repeat(28)}`, false],
  ['ä'.repeat(60), false],
];

it.each(lengths)('a relation of the name %s has a join table that can be migrated: %s', (name, good) => {
  const b = (relation: string): string => `model B {\n  id Int @id\n  as A[] @relation("${relation}")\n}\n`;
  const place = 'b:3:3 DATABASE_NAME_TOO_LONG';
  const composed = composing({ a: model(''), b: b(name) });
  expect(composed.reported()).toEqual(good ? [] : [place]);
  if (!good) expect(composed.diagnostics[0]?.hint).toContain('@relation("BAs")');
  expect(composing({ a: model(''), b: b('BAs') }).reported()).toEqual([]);
});

it('leaves to Prisma what it reports itself, at both places: two indexes that are cut to one name', () => {
  const fields = [
    'agreementReferenceNumberOfTheUnderwriter',
    'agreementReferenceNumberOfTheUnderwritingBranch',
  ];
  const text = (map: string): string =>
    `model WarrantyMaintenanceAgreement {\n  id Int @id\n${fields.map((field) => `  ${field} Int\n`).join('')}  label Int\n` +
    `  @@unique([${fields[0]}, label])\n  @@unique([${fields[1]}, label]${map})\n}\n`;
  expect(composing({ a: text('') }).reported()).toEqual(['a:6:3 P1012', 'a:7:3 P1012']);
  expect(composing({ a: text(', map: "branch"') }).reported()).toEqual([]);
});
