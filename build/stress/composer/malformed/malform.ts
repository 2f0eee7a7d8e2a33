/** A malformed schema. */
export interface Malformed {
  /** What was done to it. */
  kind: string;
  bytes: Buffer;
}

type Random = (bound: number) => number;

/** A valid schema. */
export const good = `/// The order.
model Order {
  id Int @id @default(autoincrement())
  note String? @default("a } in { a string \\" // none")
  state State @default(NEW) // } a comment
  lines Line[]
  /* model { */
  base Base? @relation(fields: [baseId], references: [id])
  baseId Int?

  @@index([note, state])
}

model Line {
  id Int @id
  order Order @relation(fields: [orderId], references: [id])
  orderId Int
}

/// @extends
model Base {
  note String?
}

enum State {
  NEW
  DONE @map("done }")
}
`;

const splinters = [
  '{',
  '}',
  '"',
  '/*',
  '*/',
  '//',
  '///',
  '@',
  '@@id',
  '@relation(',
  '[',
  ']',
  '(',
  ')',
  '?',
  '\\',
  '=',
]
  .concat([
    'model ',
    'enum ',
    'type X {',
    'view V {',
    'datasource d {',
    'generator g {\n',
    'url = "postgresql://u:p@h/d"',
  ])
  .concat([
    '/// @extends\n',
    '/// @inverse ',
    '\u2028',
    '\u0085',
    '\uFEFF',
    '😀',
    '\u202E',
    '\u0000',
    '\t',
    '\v',
    '\r',
    '\n',
  ]);
const scripts = [
  'Größe',
  '状態',
  'Заказ',
  'طلب',
  'प्रकार',
  'e\u0301t\u00e9',
  'İstanbul',
  '𝒳y',
  '1abc',
  '_a',
  'a-b',
  'constructor',
  '__proto__',
];
const braced = [
  '/* model A { */',
  '// }',
  '/// }',
  '/* enum { // */',
  '// datasource db {',
  '/* " */',
  '"',
  '/// "}',
];

const wounds: Record<string, (text: string, random: Random) => string | Buffer> = {
  truncated: (text, random) => text.slice(0, random(text.length)),
  'truncated bytes': (text, random) => Buffer.from(text.replaceAll('Order', '注文')).subarray(0, random(400)),
  'line ends': (text, random) => text.replaceAll('\n', () => ['\r\n', '\r', '\n'][random(3)] ?? '\n'),
  'byte order mark': (text, random) => {
    const at = random(3) === 0 ? random(text.length) : 0;
    return `${text.slice(0, at)}\uFEFF${text.slice(at)}`;
  },
  'other bytes': (text, random) => {
    const bytes = Buffer.from(text);
    for (let left = 1 + random(4); left > 0; left--) bytes[random(bytes.length)] = random(256);
    return bytes;
  },
  'UTF-16': (text, random) => Buffer.from(`${random(2) === 0 ? '\uFEFF' : ''}${text}`, 'utf16le'),
  splinters: (text, random) => {
    let wounded = text;
    for (let left = 1 + random(4); left > 0; left--) {
      const at = random(wounded.length + 1);
      wounded = wounded.slice(0, at) + pick(splinters, random) + wounded.slice(at + random(12));
    }
    return wounded;
  },
  deep: (text, random) => {
    const depth = 10 ** (1 + random(4));
    const [open, close] = pick(
      [
        ['{', '}'],
        ['[', ']'],
        ['(', ')'],
        ['model A {\n', '}\n'],
      ] as const,
      random,
    );
    const at = random(2) === 0 ? 0 : random(text.length);
    return (
      text.slice(0, at) + open.repeat(depth) + (random(2) === 0 ? close.repeat(depth) : '') + text.slice(at)
    );
  },
  'braces in comments': (text, random) =>
    text.replaceAll('\n', () => (random(3) === 0 ? ` ${pick(braced, random)}\n` : '\n')),
  scripts: (text, random) =>
    text.replaceAll(pick(['Order', 'Line', 'State', 'note', 'NEW', 'id'], random), pick(scripts, random)),
  'lines moved': (text, random) => {
    const lines = text.split('\n');
    for (let left = 1 + random(5); left > 0; left--) {
      lines.splice(random(lines.length), 0, ...lines.splice(random(lines.length), 1 + random(2)));
    }
    return lines.join('\n');
  },
  nothing: (_text, random) =>
    pick(['', '\n', ' ', '// so', '/*', '{', '\uFEFF', '\uFEFF\uFEFF', '"', '\\'], random),
};
const kinds = Object.keys(wounds);

/** Makes a malformed schema. The same numbers make the same schema. */
export function malform(random: Random): Malformed {
  const kind = pick(kinds, random);
  let wounded = wounds[kind]?.(good, random) ?? '';
  const again = pick(kinds, random);
  if (random(4) === 0 && typeof wounded === 'string')
    wounded = wounds[again]?.(wounded || good, random) ?? '';
  return { kind, bytes: Buffer.isBuffer(wounded) ? wounded : Buffer.from(wounded) };
}

function pick<Value>(values: readonly Value[], random: Random): Value {
  const value = values[random(values.length)];
  if (value === undefined) throw new Error('Nothing to pick from.');
  return value;
}
