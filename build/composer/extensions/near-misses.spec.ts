import { describe, expect, it } from '@jest/globals';
import { composing } from '../testing/composing';

const identity = 'model User {\n  id Int @id\n}\n';
const order = (above: string, behind = '') =>
  `model Order {\n  id Int @id\n${above}  user User @relation(fields: [id], references: [id])${behind}\n}\n`;

/** Severity, place and the hint's spelling of all that is told of a schema beside `identity`. */
function toldOf(orders: string): string[] {
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
  ])('is told with the right spelling, above a relation field and behind it: %s', (comment, severity) => {
    const told = (place: string) => `${severity} ${place} DIRECTIVE_UNKNOWN /// @inverse bought`;
    expect(toldOf(order(`  ${comment}\n`))).toEqual([told('3:3')]);
    expect(toldOf(order('', ` ${comment}`))).toEqual([told('3:55')]);
  });

  it('brings no second error by the name that was not chosen', () => {
    const key = (field: string, name: string) =>
      `  /// @Inverse ${name}\n  ${field} User @relation("${field}", fields: [${field}Id], references: [id])\n  ${field}Id Int\n`;
    expect(
      toldOf(`model Order {\n  id Int @id\n${key('buyer', 'bought')}${key('seller', 'sold')}}\n`),
    ).toEqual([
      'error 3:3 DIRECTIVE_UNKNOWN /// @inverse bought',
      'error 6:3 DIRECTIVE_UNKNOWN /// @inverse sold',
    ]);
  });

  it.each([
    ['between blocks', '/// @invers a\nenum A {\n  X\n}\n', 'warning 1:1 DIRECTIVE_UNKNOWN /// @inverse a'],
    [
      'above a field that is no relation',
      'model A {\n  /// @Inverse x\n  id Int @id\n}\n',
      'warning 2:3 DIRECTIVE_UNKNOWN /// @inverse x',
    ],
    [
      'at the end of a block',
      'model A {\n  id Int @id\n  // @inverse x\n}\n',
      'warning 3:3 DIRECTIVE_UNKNOWN /// @inverse x',
    ],
    [
      'above a model of its own',
      '// @extends\nmodel A {\n  id Int @id\n}\n',
      'warning 1:1 DIRECTIVE_UNKNOWN /// @extends',
    ],
    ['at the end', 'model A {\n  id Int @id\n}\n/// @extend', 'warning 4:1 DIRECTIVE_UNKNOWN /// @extends'],
  ])('is told as a warning where it would do nothing: %s', (_, text, told) => {
    expect(toldOf(text)).toEqual([told]);
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
  ])('is not taken for one when it says something else: %s', (comment) => {
    expect(toldOf(order(`  ${comment}\n`))).toEqual([]);
    expect(toldOf(`${comment}\nmodel A {\n  id Int @id\n}\n`)).toEqual([]);
  });

  it('is not looked for in texts, nor within comments', () => {
    const text =
      'model A {\n  id Int @id\n  a String @default("// @inverse x")\n  /* so\n // @inverse x\n */\n}\n/*\n/// @extend\n*/\nenum B {\n  X\n}\n';
    expect(toldOf(text)).toEqual([]);
  });

  it('may have odd blanks where it is one', () => {
    const { told, relations } = composing({ identity, orders: order('  ///\u00A0@inverse\u2003bought\n') });
    expect(told()).toEqual([]);
    expect(relations.map(({ field }) => field)).toEqual(['bought']);
  });
});
