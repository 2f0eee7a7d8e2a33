import { describe, expect, it } from '@jest/globals';
import { composing } from '../../../test-kit/composer/composing';

const catalog = `/// What is sold.
model Product {
  id Int @id
}

enum Status {
  NEW
}
`;

describe('an extension that can’t be joined', () => {
  it.each([
    ['model Produkt', 'shop:2:7 NOTHING_TO_EXTEND ~ catalog:2:7', 'did you mean "Product" of "catalog"?'],
    ['model Zebra', 'shop:2:7 NOTHING_TO_EXTEND', 'remove `/// @extends`'],
    ['model Statue', 'shop:2:7 NOTHING_TO_EXTEND', 'remove `/// @extends`'],
    ['enum Product', 'shop:2:6 EXTENDS_OTHER_KIND ~ catalog:2:7', 'write `model Product`'],
    ['model Status', 'shop:2:7 EXTENDS_OTHER_KIND ~ catalog:6:6', 'write `enum Status`'],
    ['model Own', 'shop:2:7 EXTENDS_OWN ~ shop:5:7', 'write the lines into the model itself'],
  ])('is reported at its name: %s', (header, reported, hint) => {
    const text = `/// @extends\n${header} {\n  more Int\n}\nmodel Own {\n  id Int @id\n}\n`;
    const composed = composing({ catalog, shop: text });
    expect(composed.reported()).toEqual([reported]);
    expect(composed.diagnostics[0]?.hint).toContain(hint);
  });

  it.each([
    ['a field of the owner', 'model Product', '  id String', 'b:3:3 EXTENSION_CONFLICT ~ catalog:3:3'],
    ['a value of the owner', 'enum Status', '  NEW', 'b:3:3 EXTENSION_CONFLICT ~ catalog:7:3'],
    ['a field of another extension', 'model Product', '  same Int', 'b:3:3 EXTENSION_CONFLICT ~ a:3:4'],
    ['a second name of the table', 'model Product', '  @@map("x")', 'b:3:3 EXTENSION_CONFLICT ~ a:4:4'],
    ['a second id', 'model Product', '  @@id([same])', 'b:3:3 EXTENSION_CONFLICT ~ catalog:3:3'],
    ['a second id field', 'model Product', '  key Int @id', 'b:3:3 EXTENSION_CONFLICT ~ catalog:3:3'],
  ])('is reported with both places: %s', (_, header, line, reported) => {
    const a = '/// @extends\nmodel Product {\n   same Int\n   @@map("products")\n}\n';
    const composed = composing({ a, b: `/// @extends\n${header} {\n${line}\n}\n`, catalog });
    expect(composed.reported()).toEqual([reported]);
  });

  it.each([
    ['a column of the owner', '  y Int?', 'c:3:3 EXTENSION_CONFLICT ~ a:3:3', '  c_y Int?'],
    ['a name for a column', '  y Int? @map("q")', 'c:3:3 EXTENSION_CONFLICT ~ a:3:3', '  c_y Int? @map("q")'],
    ['the column', '  w Int? @map("y")', 'c:3:3 EXTENSION_CONFLICT ~ a:3:3', '  w Int? @map("c_w")'],
    ['an index of the owner', '  @@index([ id,x ])', 'c:3:3 EXTENSION_CONFLICT ~ a:4:3', ''],
    ['a unique index of the owner', '  @@unique([x])', 'c:3:3 EXTENSION_CONFLICT ~ a:3:3', ''],
    ['an index of another extension', '  @@index([x])', 'c:3:3 EXTENSION_CONFLICT ~ b:3:3', ''],
  ])('is reported with both places, and the hint works: %s', (_, line, reported, fixed) => {
    const schemas = {
      a: 'model A {\n  id Int @id\n  x  Int @unique @map("y")\n  @@index([id, x])\n}\n',
      b: '/// @extends\nmodel A {\n  @@index([x])\n}\n',
    };
    const extended = (text: string): string => `/// @extends\nmodel A {\n${text}\n  z Int?\n}\n`;
    expect(composing({ ...schemas, c: extended(line) }).reported()).toEqual([reported]);
    expect(composing({ ...schemas, c: extended(fixed) }).reported()).toEqual([]);
  });

  it('is reported when another value has the same name in the database', () => {
    const schemas = (line: string) => ({
      a: 'enum E {\n  A\n  B @map("b")\n}\nmodel M {\n  id Int @id\n  e E\n}\n',
      c: `/// @extends\nenum E {\n  ${line}\n}\n`,
    });
    const composed = composing(schemas('C @map("b")'));
    expect(composed.reported()).toEqual(['c:3:3 EXTENSION_CONFLICT ~ a:3:3']);
    expect(composed.diagnostics[0]?.message).toBe(
      'In the database "E" already has the value "b": it is "B", from its owner "a".',
    );
    expect(composed.diagnostics[0]?.hint).toContain('@map("c_C")');
    expect(composing(schemas('C @map("c_C")')).reported()).toEqual([]);
  });

  it('may have other indexes of the same fields, and a relation with the name of a column', () => {
    const composed = composing({
      a: 'model A {\n  id Int @id\n  x  Int @map("y")\n  @@index([x])\n}\n',
      b: 'model B {\n  id Int @id\n}\n',
      c: '/// @extends\nmodel A {\n  bId Int?\n  y B? @relation(fields: [bId], references: [id])\n  @@index([x(sort: Desc)], map: "down")\n}\n',
    });
    expect(composed.reported()).toEqual([]);
  });

  it('has no other effect: a relation field that already exists is not a second relation', () => {
    const relation = '  userId Int\n  user User @relation(fields: [userId], references: [id])\n';
    const composed = composing({
      catalog: `model Product {\n  id Int @id\n${relation}}\n`,
      identity: 'model User {\n  id Int @id\n}\n',
      shop: '/// @extends\nmodel Product {\n  user User @relation(fields: [id], references: [id])\n}\n',
    });
    expect(composed.reported()).toEqual(['shop:3:3 EXTENSION_CONFLICT ~ catalog:4:3']);
    expect(composed.relations.map(({ model, field }) => `${model}.${field}`)).toEqual(['User.products']);
  });

  it('is reported once when the directive is misspelled, or not directly above the block', () => {
    const shop = (above: string) =>
      composing({ catalog, shop: `${above}model Product {\n  id Int @id\n}\n` }).reported();
    const [duplicate] = composing({ catalog, shop: 'model Product {\n  id Int @id\n}\n' }).diagnostics;
    expect(duplicate?.hint).toContain('put `/// @extends` directly above');
    expect(shop('')).toEqual(['shop:1:7 DUPLICATE_NAME ~ catalog:2:7']);
    expect(shop('/// @extends\n\n')).toEqual(['shop:1:1 DIRECTIVE_MISPLACED']);
    for (const comment of [
      '// @extends',
      '/// @extend',
      '/// @Extends',
      '/* @extends */',
      '//// @extends',
      '/// @extneds',
    ])
      expect([comment, shop(`${comment}\n`)]).toEqual([comment, ['shop:1:1 DIRECTIVE_UNKNOWN']]);
  });

  it.each([
    ['with an empty line between', '/// @extends\n\nmodel A {\n  id Int @id\n}\n', 'shop:1:1'],
    ['after a block', 'enum A {\n  X\n} /// @extends\nmodel R {\n  id Int @id\n}\n', 'shop:3:3'],
    ['at the end', 'model A {\n  id Int @id\n}\n/// @extends\n', 'shop:4:1'],
    ['within a block', 'model A {\n  /// @extends\n  id Int @id\n}\n', 'shop:2:3'],
    ['another one, above a block', '/// @inverse a\nmodel A {\n  id Int @id\n}\n', 'shop:1:1'],
  ])('is reported when its directive does nothing: %s', (_, text, place) => {
    expect(composing({ catalog, shop: text }).reported()).toEqual([`${place} DIRECTIVE_MISPLACED`]);
  });

  it('causes no second error when the owner’s block, or its own, is not closed', () => {
    const open = composing({
      catalog: 'model Product {\n  id Int @id\n',
      shop: '/// @extends\nmodel Product {\n  a Int\n}\n',
    });
    expect(open.reported()).toEqual(['catalog:1:1 UNCLOSED_BLOCK']);
    expect(composing({ catalog, shop: '/// @extends\nmodel Product {\n  a Int\n' }).reported()).toEqual([
      'shop:2:1 UNCLOSED_BLOCK',
    ]);
  });
});
