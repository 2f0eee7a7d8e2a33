import { describe, expect, it } from '@jest/globals';
import { composing } from '../../../test-kit/composer/composing';

const identity = 'model User {\n  id Int @id\n}\n';
const order = (above: string, behind = '') =>
  `model Order {\n  id Int @id\n${above}  user User @relation(fields: [id], references: [id])${behind}\n}\n`;

/** Severity, place and suggested spelling of all diagnostics of a schema beside `identity`. */
function reportedOf(orders: string): string[] {
  const { diagnostics, judged } = composing({ identity, orders });
  return [...diagnostics, ...judged].map(({ severity, line, column, code, hint }) => {
    return `${severity} ${line}:${column} ${code} ${/`(.*?)`/.exec(hint ?? '')?.[1]}`;
  });
}

describe('a comment that looks like a directive', () => {
  it.each([
    ['/// @Inverse bought', 'error'],
    ['/// @INVERSE bought', 'error'],
    ['/// @invers bought', 'error'],
    ['/// @inveres bought', 'error'],
    ['/// @inverseOf bought', 'error'],
    ['/// @inverse-of bought', 'error'],
    ['/// @ inverse bought', 'error'],
    ['/// Who pays. @inverse bought', 'error'],
    ['//// @inverse bought', 'warning'],
    ['// @inverse bought', 'warning'],
    ['//@inverse bought', 'warning'],
    ['//@Inverse(bought)', 'warning'],
    ['/* @inverse bought */', 'warning'],
    ['/** @inverse bought */', 'warning'],
  ])('is reported with the right spelling, above a relation field and after it: %s', (comment, severity) => {
    const reported = (place: string) => `${severity} ${place} DIRECTIVE_UNKNOWN /// @inverse bought`;
    expect(reportedOf(order(`  ${comment}\n`))).toEqual([reported('3:3')]);
    expect(reportedOf(order('', ` ${comment}`))).toEqual([reported('3:55')]);
  });

  it('causes no second error for the missing name', () => {
    const key = (field: string, name: string) =>
      `  /// @Inverse ${name}\n  ${field} User @relation("${field}", fields: [${field}Id], references: [id])\n  ${field}Id Int\n`;
    expect(
      reportedOf(`model Order {\n  id Int @id\n${key('buyer', 'bought')}${key('seller', 'sold')}}\n`),
    ).toEqual([
      'error 3:3 DIRECTIVE_UNKNOWN /// @inverse bought',
      'error 6:3 DIRECTIVE_UNKNOWN /// @inverse sold',
    ]);
  });

  it.each([
    ['between blocks', '/// @invers a\nenum A {\n  X\n}\n', 'warning 1:1 DIRECTIVE_UNKNOWN /// @inverse a'],
    [
      'above a field that is not a relation',
      'model A {\n  /// @Inverse x\n  id Int @id\n}\n',
      'warning 2:3 DIRECTIVE_UNKNOWN /// @inverse x',
    ],
    [
      'at the end of a block',
      'model A {\n  id Int @id\n  // @inverse x\n}\n',
      'warning 3:3 DIRECTIVE_UNKNOWN /// @inverse x',
    ],
    [
      'above its own model',
      '// @extends\nmodel A {\n  id Int @id\n}\n',
      'warning 1:1 DIRECTIVE_UNKNOWN /// @extends',
    ],
    ['at the end', 'model A {\n  id Int @id\n}\n/// @extend', 'warning 4:1 DIRECTIVE_UNKNOWN /// @extends'],
  ])('is reported as a warning where it would do nothing: %s', (_, text, reported) => {
    expect(reportedOf(text)).toEqual([reported]);
  });

  it.each([
    '/// Sold, see @inverse in the guide',
    '// the inverse of buyer',
    '/// @external',
    '/// @internal',
    '/// @reverse it',
    '/// @deprecated',
    '/// @index',
    '/// @zod.string.email()',
    '// extends the product',
    '/// mail@inverse.example',
    '// /// @inverse bought',
  ])('is not mistaken for one when it says something else: %s', (comment) => {
    expect(reportedOf(order(`  ${comment}\n`))).toEqual([]);
    expect(reportedOf(`${comment}\nmodel A {\n  id Int @id\n}\n`)).toEqual([]);
  });

  it('is not searched in strings, nor within comments', () => {
    const text =
      'model A {\n  id Int @id\n  a String @default("// @inverse x")\n  /* so\n // @inverse x\n */\n}\n/*\n/// @extend\n*/\nenum B {\n  X\n}\n';
    expect(reportedOf(text)).toEqual([]);
  });

  it('may have unusual blanks when it is one', () => {
    const { reported, relations } = composing({
      identity,
      orders: order('  ///\u00A0@inverse\u2003bought\n'),
    });
    expect(reported()).toEqual([]);
    expect(relations.map(({ field }) => field)).toEqual(['bought']);
  });
});
