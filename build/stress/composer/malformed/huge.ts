import { good, type Malformed } from './malform';

/** Texts to repeat at the end of a schema, or in a model. */
const long = [
  '{',
  '// a comment }\n',
  '/*',
  'x',
  'model A {\n',
  '"',
  '}\n',
  '\n',
  'a ',
  'model A { id Int @id }\n',
];
const longInModel = [
  '  field Int\n',
  '  base Base\n',
  '  odd\n',
  '  /// @inverse a\n',
  '@a ',
  '  @@index([id])\n',
];

/** Schemas of 10 MB, one for each text to repeat. */
export function* huge(): Generator<Malformed> {
  const many = (piece: string): string => piece.repeat(1e7 / piece.length);
  for (const piece of long) {
    yield { kind: `10 MB of ${JSON.stringify(piece)}`, bytes: Buffer.from(`${good}${many(piece)}`) };
  }
  for (const piece of longInModel) {
    const text = `${good}model Long {\n  id Int @id ${many(piece)}\n}\n`;
    yield { kind: `10 MB of ${JSON.stringify(piece)} in a model`, bytes: Buffer.from(text) };
  }
}
