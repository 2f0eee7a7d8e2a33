import { describe, expect, it } from '@jest/globals';
import { parseSchema } from '../parse';
import { parseArguments, parseAttributes } from './attributes';
import { parseBody } from './body';

function bodyOf(text: string) {
  const [block] = parseSchema(text).blocks;
  if (block === undefined) throw new Error('there is no block');
  return parseBody(text, block);
}

describe('a body', () => {
  const text = `model A { // first
  id Int @id @default(dbgenerated("// no } comment")) // key
  /// Whom it is of.
  /// @inverse as
  b  B?@relation(fields: [bId], references: [id]) /* more
  than a line */
  c  C[] /// @inverse cs
  bId String @default("/// @inverse no")
  @@index([bId])
  /* x */ d Unsupported("circle")
  ? !
}`;

  it('is parsed into members, each with its place and its directives', () => {
    const { members } = bodyOf(text);
    expect(
      members.map(({ kind, name, type, directives, offset, end }) => [
        kind,
        name,
        type,
        directives.map(({ argument }) => argument),
        text.slice(offset, end),
      ]),
    ).toEqual([
      [
        'field',
        'id',
        { name: 'Int', list: false, optional: false },
        [],
        'id Int @id @default(dbgenerated("// no } comment"))',
      ],
      [
        'field',
        'b',
        { name: 'B', list: false, optional: true },
        ['as'],
        'b  B?@relation(fields: [bId], references: [id])',
      ],
      ['field', 'c', { name: 'C', list: true, optional: false }, ['cs'], 'c  C[]'],
      [
        'field',
        'bId',
        { name: 'String', list: false, optional: false },
        [],
        'bId String @default("/// @inverse no")',
      ],
      ['attribute', 'index', undefined, [], '@@index([bId])'],
      ['field', 'd', { name: 'Unsupported', list: false, optional: false }, [], 'd Unsupported("circle")'],
      ['other', '', undefined, [], '? !'],
    ]);
  });

  it('is lossless: its joined lines are the text again', () => {
    for (const written of [text, text.replaceAll('\n', '\r\n'), text.replaceAll('\n', '\r')]) {
      const { lines, offset, end } = bodyOf(written);
      let joined = '';
      let at = offset;
      for (const line of lines) {
        expect(written.slice(at, line.offset)).toMatch(/^(?:\r\n|\n|\r)?$/);
        joined += written.slice(at, line.end);
        at = line.end;
      }
      expect(joined).toBe(written.slice(offset, end));
    }
  });
});

describe('attributes', () => {
  it('are separated by their parentheses and strings', () => {
    expect(
      parseAttributes(
        '@id @ default(cuid()) @db.Decimal(12, 2) @relation("a)\\"[", fields: [a, b], map: "@x(")',
      ),
    ).toEqual([
      { name: 'id', arguments: [] },
      { name: 'default', arguments: [{ value: 'cuid()' }] },
      { name: 'db.Decimal', arguments: [{ value: '12' }, { value: '2' }] },
      {
        name: 'relation',
        arguments: [
          { value: '"a)\\"["' },
          { name: 'fields', value: '[a, b]' },
          { name: 'map', value: '"@x("' },
        ],
      },
    ]);
  });

  it.each(['(', '("', '([', '(a: [b', ')', '', '(,,)', '(a,)'])('never fail and always end: %j', (code) => {
    expect(parseArguments(code, 0).end).toBeLessThanOrEqual(code.length);
    expect(parseAttributes(`@x${code}`)[0]?.name).toBe('x');
  });
});
