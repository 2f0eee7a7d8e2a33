import { describe, expect, it } from '@jest/globals';
import { parseSchema } from './parse';

function outline(text: string): string[] {
  const { blocks, flaws } = parseSchema(text);
  return [
    ...blocks.map(({ kind, name, offset }) => `${kind} ${name} @${offset}`),
    ...flaws.map(({ code, offset, end }) => `${code} @${offset}-${end}`),
  ];
}

describe('parseSchema', () => {
  it.each<[string, string, string[]]>([
    [
      'all kinds',
      'model A {\n}\nenum B {\n}\nview C {\n}\ntype D {\n}',
      ['model A @0', 'enum B @12', 'view C @23', 'type D @34'],
    ],
    ['braces in strings', 'model A {\n  a String @default("}{\\"}")\n}\n', ['model A @0']],
    ['braces in comments', 'model A { // }\n  /// }\n  /* } */\n}\n', ['model A @0']],
    [
      'braces in arguments',
      'model A {\n  @@index([a], where: { a: { not: null } })\n}\nmodel B {\n}',
      ['model A @0', 'model B @56'],
    ],
    ['blocks in comments', '/* model A {\n*/ // model B {\nmodel C {\n}', ['model C @29']],
    [
      'a string that is not closed',
      'model A {\n  a String @default("}\n}\nmodel B {\n}',
      ['model A @0', 'model B @35'],
    ],
    ['blocks on one line', 'model A {\n} model B {\n}', ['model A @0', 'model B @12']],
    ['no space', 'modelA{\n}', ['model A @0']],
    ['old line breaks', 'model A {\r}\rmodel B {\r}', ['model A @0', 'model B @12']],
    ['names in other scripts', 'model Größe {\n}\nenum 状態 {\n}', ['model Größe @0', 'enum 状態 @16']],
    ['a field called like a keyword', 'model A {\n  model String\n  enum Int\n}', ['model A @0']],
    ['nothing', '', []],
    [
      'an unclosed block',
      'model A {\n  id Int\n\nmodel B {\n}',
      ['model A @0', 'model B @20', 'UNCLOSED_BLOCK @0-20'],
    ],
    ['an unclosed block at the end', 'model A {', ['model A @0', 'UNCLOSED_BLOCK @0-9']],
    ['a brace on the next line', 'model A\n{\n}\n', ['UNOPENED_BLOCK @0-11']],
    ['no brace at all', 'model A\nmodel B {\n}', ['model B @8', 'UNOPENED_BLOCK @0-7']],
    ['a word that Prisma does not know', 'mdel A {\n  id Int\n}\n', ['UNKNOWN_BLOCK @0-19']],
    ['unknown lines in a row are one flaw', 'foo\n\nbar\nmodel A {\n}', ['model A @9', 'UNKNOWN_BLOCK @0-8']],
    ['a brace too many', 'model A {\n}\n}\n', ['model A @0', 'STRAY_BRACE @12-13']],
    [
      'brackets without end',
      `model A {\n  a ${'['.repeat(9999)}\n}`,
      ['model A @0', 'NESTED_TOO_DEEP @0-10015'],
    ],
    [
      'many brackets, none deep',
      `model A {\n  a ${'[]'.repeat(99)} // ${'['.repeat(999)}\n}`,
      ['model A @0'],
    ],
    ['an unclosed comment', '/* so\nmodel A {\n}', ['model A @6', 'UNCLOSED_COMMENT @0-5']],
  ])('%s', (_, text, expected) => {
    expect(outline(text)).toEqual(expected);
  });

  it('returns every block as it is in the text', () => {
    const text = '/// doc\nmodel A {\r\n\tid Int @id // }\r\n}\r\n\nenum B { // x\n  C\n}';
    for (const block of parseSchema(text).blocks) {
      expect(text.slice(block.offset, block.end)).toBe(block.text);
      expect(text.slice(block.nameOffset)).toMatch(new RegExp(`^${block.name}`));
    }
  });

  // Each takes under a second; a step that scans the rest of the text every time would take hours.
  it.each(['/*\n', '{', 'model A {\n', 'model A {\n/*\n', '"', 'model ', 'x\n', '}\n', 'a ', 'a b\n{'])(
    'takes time in proportion to the text: 4 MB of %j',
    (piece) => {
      const { blocks, flaws } = parseSchema(piece.repeat(4e6 / piece.length));
      expect(blocks.length + flaws.length).toBeGreaterThan(0);
    },
  );
});
