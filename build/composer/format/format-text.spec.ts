import { describe, expect, test } from '@jest/globals';
import { composing } from '../../test-kit/composer/composing';
import { sortedDatamodel } from '../../test-kit/composer/datamodel';
import { randomModels } from '../../test-kit/composer/random-models';
import { formatText } from './format-text';

function formatted(text: string): string {
  const result = formatText(text);
  if ('reason' in result) throw new Error(result.reason);
  return result.text;
}

describe('a component schema', () => {
  test('is formatted by Prisma, with unknown references too, and gets no field that its author did not write', () => {
    const text = [
      '/// @extends',
      'model User {',
      'orders Order[]',
      '}',
      'model   Order {',
      '  id Int @id',
      '  user User @relation(fields: [userId],references: [id])',
      '  userId Int',
      '  parent Order? @relation("tree", fields:[parentId], references:[id])',
      '  parentId Int?',
      '  @@map( "orders" )',
      '}',
      'model Item { ',
      '  id Int @id',
      '  order Order',
      '}',
    ].join('\n');
    expect(formatted(text)).toBe(`/// @extends
model User {
  orders Order[]
}

model Order {
  id       Int    @id
  user     User   @relation(fields: [userId], references: [id])
  userId   Int
  parent   Order? @relation("tree", fields: [parentId], references: [id])
  parentId Int?

  @@map("orders")
}

model Item {
  id    Int   @id
  order Order
}
`);
  });

  test.each([
    [
      'after the brace of a model',
      'model A { // why\n  id Int @id\n}\n',
      'model A {\n  // why\n  id Int @id\n}\n',
    ],
    ['a value after the brace of an enum', 'enum E { A\n  B\n}\n', 'enum E {\n  A\n  B\n}\n'],
    ['a field after it', 'model A { id Int @id\n  b B\n}\n', 'model A {\n  id Int @id\n  b  B\n}\n'],
    ['after a field', 'model A {\n  id Int @id   /// doc\n}\n', 'model A {\n  id Int @id /// doc\n}\n'],
    ['after a block', 'enum E {\n  A\n} // end\n', 'enum E {\n  A\n}\n\n// end\n'],
    ['within a field', 'model A {\n  id Int /* x */ @id\n}\n', 'model A {\n  id Int /* x */ @id\n}\n'],
    [
      'a name like those it uses',
      'model Q {\n  q0 Q0\n  id Int @id\n}\n',
      'model Q {\n  q0 Q0\n  id Int @id\n}\n',
    ],
  ])('keeps what is %s', (_where, text, expected) => {
    expect(formatted(text)).toBe(expected);
  });

  test('keeps its line ends, and stays unchanged when it is empty', () => {
    expect(formatted('model A {\r\nid Int @id\r\n}\r\n')).toBe('model A {\r\n  id Int @id\r\n}\r\n');
    for (const text of ['', '\n\n', '// only this\n']) expect(formatted(text)).toBe(text);
  });

  test('is left unchanged when something in it would be lost', () => {
    // Prisma's formatter keeps one of the two comments.
    const text = 'model A {\n  /* a */ /* b */ id Int @id\n}\n';
    expect(formatText(text)).toEqual({
      reason: "Prisma's formatter would lose or add something in this file",
    });
  });
});

test('random schemas mean the same after formatting, and formatting them again changes nothing', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const { composed } = randomModels(seed);
    const messy = mapped(composed, (text) => mess(text, seed));
    const neat = mapped(messy, formatted);
    expect([seed, mapped(neat, formatted)]).toEqual([seed, neat]);
    expect([seed, sortedDatamodel(composing(neat).files)]).toEqual([
      seed,
      sortedDatamodel(composing(composed).files),
    ]);
  }
});

function mapped(texts: Record<string, string>, change: (text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, change(text)]));
}

/** Other blanks, and empty comments, at places that depend on the seed. */
function mess(text: string, seed: number): string {
  return text
    .split('\n')
    .map((line, at) => {
      if (line.trim() === '' || line.includes('///')) return line;
      const indented = `${' '.repeat((seed * 7 + at) % 5)}${line.trim()}`;
      return (seed + at) % 3 === 0 ? `${indented}  // ${at}` : indented;
    })
    .join('\n');
}
