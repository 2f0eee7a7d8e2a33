import { describe, expect, it } from '@jest/globals';
import { type Composed, composing, fileOf } from '../../../test-kit/composer/composing';
import { datamodelOf } from '../../../test-kit/composer/datamodel';
import { OriginMap } from '../weaving/origin';

const catalog = `/// What is sold.
model Product {
  id Int @id
}

enum Status {
  NEW
}
`;

/** Of the first model's fields. */
function documentation(files: Composed['files']): Record<string, string | undefined> {
  const fields = datamodelOf(files).models[0]?.fields ?? [];
  return Object.fromEntries(fields.map(({ name, documentation: text }) => [name, text]));
}

describe('an extension', () => {
  it('adds fields and block attributes to the owner’s model, and says beside each where it came from', () => {
    const composed = composing({
      catalog,
      reviews: `/// @extends
model Product {
  /// Mean of all.
  rating Decimal? @db.Decimal(3, 2)
  // counted nightly
  votes  Int      @default(0) // never null
  score  Int      @default(0) /// 0 to 100

  @@index([rating])
}

model Review {
  id Int @id
}
`,
    });
    expect(composed.reported()).toEqual([]);
    expect(composed.text('catalog')).toBe(`/// What is sold.
model Product {
  id Int @id

  // Extended by the component "reviews".
  /// Mean of all.
  rating Decimal? @db.Decimal(3, 2) // from src/components/reviews/prisma/schema.prisma:4
  // counted nightly
  votes  Int      @default(0) // never null // from src/components/reviews/prisma/schema.prisma:6
  // from src/components/reviews/prisma/schema.prisma:7
  score  Int      @default(0) /// 0 to 100

  @@index([rating]) // from src/components/reviews/prisma/schema.prisma:9
}

enum Status {
  NEW
}
`);
    expect(composed.text('reviews')).toBe(`//  @extends
// These lines of the model Product are in catalog.prisma.

model Review {
  id Int @id
}
`);
  });

  it('adds values to an enum', () => {
    const composed = composing({ catalog, shop: '/// @extends\nenum Status {\n  SOLD @map("sold")\n}\n' });
    expect(composed.reported()).toEqual([]);
    expect(composed.text('catalog')).toContain(`enum Status {
  NEW

  // Extended by the component "shop".
  SOLD @map("sold") // from src/components/shop/prisma/schema.prisma:3
}
`);
  });

  it('comes by component, then line, in any order of the schemas', () => {
    const b = '/// @extends\nmodel Product {\n  b1 Int\n}\n/// @extends\nmodel Product {\n  b2 Int\n}\n';
    const a = '/// @extends\nmodel Product {\n  a1 Int\n}\n';
    const forward = composing({ a, b, catalog });
    expect(forward.reported()).toEqual([]);
    expect(forward.text('catalog').match(/^ {2}\w\d/gm)).toEqual(['  a1', '  b1', '  b2']);
    const backward = composing({ catalog, b, a });
    expect(backward.files).toEqual(forward.files);
  });

  it('leaves every line of the other files unchanged, even if it shares a line', () => {
    const composed = composing({
      catalog: 'model Product {\r\n  id Int @id\r\n\t/* } */ }\r\n// behind',
      reviews: `enum A {\n  X\n} /// A\n\n/* a */ model R { // first\n  id Int @id\n}\n`,
      shop: '/// Sold.\n/// @extends\n// really\nmodel Product{ // one\n  sold Int\n\n  // last\n} // two\nenum B {\n  Y\n}',
    });
    expect(composed.reported()).toEqual([]);
    expect(composed.text('catalog')).toBe(
      'model Product {\r\n  id Int @id\r\n\t/* } */ \n\n' +
        '  // Extended by the component "shop".\n               // one\n' +
        '  sold Int // from src/components/shop/prisma/schema.prisma:5\n\n  // last\n' +
        '\t        }\r\n// behind',
    );
    expect(composed.text('shop')).toBe(
      '/// Sold.\n//  @extends\n// really\n// These lines of the model Product are in catalog.prisma.\n\n  // two\nenum B {\n  Y\n}',
    );
  });

  it('does not turn a doc comment at the end of a block into one of the field below', () => {
    const composed = composing({
      a: '/// @extends\nmodel Product {\n  a Int\n  /// of nothing either\n}\n',
      b: '/// @extends\nmodel Product {\n  b Int\n}\n',
      catalog: 'model Product {\n  id Int @id\n  /// of nothing\n}\n',
    });
    expect(documentation(composed.files)).toEqual({ id: undefined, a: undefined, b: undefined });
  });

  it('adds no documentation to the next block', () => {
    const shop = '/// Sold.\n/// @extends\nmodel Product {\n  sold Int\n}\nmodel Sale {\n  id Int @id\n}\n';
    const { models } = datamodelOf(composing({ catalog, shop }).files);
    expect(models.map(({ name, documentation }) => [name, documentation])).toEqual([
      ['Product', 'What is sold.'],
      ['Sale', undefined],
    ]);
  });

  it('keeps the documentation of its fields', () => {
    const { files } = composing({
      a: '/// @extends\nmodel Product {\n  /// above\n  a Int /// behind\n  b Int /* block */\n}\n',
      catalog: 'model Product {\n  id Int @id\n}\n',
    });
    expect(documentation(files)).toEqual({ id: undefined, a: 'above\nbehind', b: 'block' });
  });

  it('reports Prisma’s errors in the extender’s own file, at line and column', () => {
    const text =
      '\n/// @extends\nmodel Product {\n  a Int\n\n  b   Nowhere? @unique // c\n  @@index([nothing])\n}\n';
    const { judged } = composing({ catalog, shop: text });
    const file = fileOf('shop');
    expect(judged.map(({ message, ...place }) => ({ ...place, message: message.slice(0, 24) }))).toEqual([
      expect.objectContaining({ file, line: 6, column: 7, endLine: 6, endColumn: 14 }),
      expect.objectContaining({ file, line: 7, column: 3, endLine: 7, endColumn: 21 }),
    ]);
  });

  it('ends a range that reaches into the composer’s remark where the author’s line ends', () => {
    const { files } = composing({ catalog, shop: '/// @extends\nmodel Product {\n  a Int\n}\n' });
    const file = files.find(({ name }) => name === 'catalog.prisma');
    if (file === undefined) throw new Error('nothing was composed');
    const at = file.text.indexOf('a Int');
    const range = new OriginMap(file).rangeOf(at, file.text.indexOf('\n', at) + 1);
    expect(range).toEqual({ file: fileOf('shop'), line: 3, column: 3, endLine: 3, endColumn: 8 });
  });
});
