import { describe, expect, it } from '@jest/globals';
import type { Diagnostic } from '../../../diagnostics/diagnostic';
import { composing, fileOf } from '../../../test-kit/composer/composing';
import { datamodelOf } from '../../../test-kit/composer/datamodel';

type Texts = Record<string, string>;

const user = 'model User {\n  id String @id @db.Uuid\n}\n';

/** The schemas with the `@inverse` of each hint above the field of its error. */
function withInverses(texts: Texts, diagnostics: readonly Diagnostic[]): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([component, text]) => {
      const lines = text.split('\n');
      for (const { file, line = 0, hint } of diagnostics.toReversed()) {
        const [, directive] = /`(\/\/\/ @inverse \w+)`/.exec(hint ?? '') ?? [];
        if (file === fileOf(component)) lines.splice(line - 1, 0, `  ${directive}`);
      }
      return [component, lines.join('\n')];
    }),
  );
}

function hintOf(texts: Texts): string {
  const { diagnostics, reported } = composing(texts);
  expect(reported()).toHaveLength(1);
  return diagnostics[0]?.hint ?? '';
}

/** The pieces of a hint between backquotes. */
function pieces(texts: Texts): string[] {
  return [...hintOf(texts).matchAll(/`(.*?)`/g)].map(([, piece = '']) => piece);
}

function expectFine(texts: Texts): void {
  expect(composing(texts).reported()).toEqual([]);
}

describe('a hint of a relation', () => {
  const shop = (above: string, product = '') =>
    `model Product {\n  id Int @id\n${product}}\n\nmodel Label {\n  id Int @id\n${above}  products Product[]\n}\n`;

  it('makes a list within a component many to many, or one to many', () => {
    const [inverse = '', field = '', key = ''] = pieces({ shop: shop('') });
    expect([inverse, field, key]).toEqual([
      '/// @inverse labels',
      'label Label @relation(fields: [labelId], references: [id])',
      'labelId Int',
    ]);
    expectFine({ shop: shop(`  ${inverse}\n`) });
    expectFine({ shop: shop('', `  ${field}\n  ${key}\n`) });
  });

  it('keeps a relation many to many after the model moved to its partner’s component', () => {
    const product = 'model Product {\n  id Int @id\n}\n';
    const label = (above = '') => `model Label {\n  id Int @id\n${above}  products Product[]\n}\n`;
    const apart = { a: product, b: label() };
    expectFine(apart);
    const [inverse = ''] = pieces({ a: product + label() });
    const together = { a: product + label(`  ${inverse}\n`) };
    expectFine(together);
    const models = (texts: Texts) => datamodelOf(composing(texts).files).models;
    expect(models(together)).toEqual(models(apart));
  });

  it('makes a model’s list of itself many to many, or one to many', () => {
    const person = (above: string, behind: string, more = '') =>
      `model Person {\n  id Int @id\n${above}  friends Person[]${behind}\n${more}}\n`;
    const [inverse = '', name = '', field = '', key = ''] = pieces({ a: person('', '') });
    expectFine({ a: person(`  ${inverse}\n`, ` ${name}`) });
    expectFine({ a: person('', ` ${name}`, `  ${field}\n  ${key}\n`) });
    const [again = '', fieldAgain = '', keyAgain = ''] = pieces({ a: person('', ' @relation("F")') });
    expectFine({ a: person(`  ${again}\n`, ' @relation("F")') });
    expectFine({ a: person('', ' @relation("F")', `  ${fieldAgain}\n  ${keyAgain}\n`) });
  });

  it.each([
    ['one column', user, ['authorId String? @db.Uuid']],
    [
      'two',
      'model User {\n  a Int\n  b String @db.VarChar(8)\n  @@id([a, b])\n}\n',
      ['authorA Int?', 'authorB String? @db.VarChar(8)'],
    ],
  ])('writes a foreign key of %s, with the types of the fields that it refers to', (_, owner, wanted) => {
    const post = (behind: string, more: string[] = []) =>
      `model Post {\n  id Int @id\n  author User?${behind}\n${more.map((line) => `  ${line}\n`).join('')}}\n`;
    const [relation = '', ...rest] = pieces({ a: owner, b: post('') });
    expect(rest).toEqual(wanted);
    expectFine({ a: owner, b: post(` ${relation}`, rest) });
  });

  it('uses an existing field for the foreign key', () => {
    const owner = 'model User {\n  id Int @id\n  orders Order[]\n}\n';
    const order = (behind: string) => `model Order {\n  id Int @id\n  user User${behind}\n  userId Int\n}\n`;
    expect(pieces({ a: owner, b: order('') })).toEqual(['@relation(fields: [userId], references: [id])']);
    expectFine({ a: owner, b: order(' @relation(fields: [userId], references: [id])') });
  });

  it('is different for each of three models whose names give the same name', () => {
    const model = (name: string) =>
      `model ${name} {\n  id Int @id\n  x User @relation(fields: [xId], references: [id])\n  xId Int\n}\n`;
    const texts = {
      a: 'model User {\n  id Int @id\n  ordersOfC Int\n}\n',
      b: model('Order'),
      c: model('Orders'),
      'd-e': model('order'),
    };
    const { diagnostics } = composing(texts);
    const names = diagnostics.map(({ hint }) => /@inverse (\w+)/.exec(hint ?? '')?.[1]);
    expect(names).toEqual(['ordersOfB', 'ordersAsX', 'ordersOfDE']);
    expectFine(withInverses(texts, diagnostics));
  });

  it('is different for each model of one component, with any names', () => {
    const model = (name: string) =>
      `model ${name} {\n  id Int @id\n  x User @relation(fields: [xId], references: [id])\n  xId Int\n}\n`;
    const texts = {
      a: 'model User {\n  id Int @id\n}\n',
      '1': model('Order') + model('Orders') + model('order'),
    };
    const { diagnostics } = composing(texts);
    expect(diagnostics).toHaveLength(3);
    expectFine(withInverses(texts, diagnostics));
  });

  it('names the relations, and their opposites if needed', () => {
    const key = (field: string, to: string, name = '') =>
      `  ${field} ${to} @relation(${name}fields: [${field}Id], references: [id])\n  ${field}Id Int\n`;
    const facing = (a: string, b: string) => ({
      customers: `model Customer {\n  id Int @id\n${key('lastOrder', 'Order', a)}}\n`,
      orders: `model Order {\n  id Int @id\n${key('customer', 'Customer', b)}}\n`,
    });
    const names = [...hintOf(facing('', '')).matchAll(/"(\w+)"/g)].map(([, name]) => `"${name}", `);
    expect(names).toEqual(['"LastOrder", ', '"Customer", ']);
    const [last = '', customer = ''] = names;
    expectFine(facing(last, customer));

    const same = (...fields: string[]) => ({
      a: user,
      b: `model Order {\n  id Int @id\n${fields.join('')}}\n`,
    });
    const uuid = (field: string, name: string) =>
      key(field, 'User', name).replace('Int\n', 'String @db.Uuid\n');
    const [one = '', oneInverse = '', two = '', twoInverse = ''] = pieces(
      same(uuid('buyer', ''), uuid('seller', '')),
    );
    const nameIn = (piece: string) => piece.replace(/.*\((".*"), …\)/, '$1, ');
    expectFine(
      same(
        `  ${oneInverse}\n${uuid('buyer', nameIn(one))}`,
        `  ${twoInverse}\n${uuid('seller', nameIn(two))}`,
      ),
    );
  });

  it('gives a self-relation a name that no other has', () => {
    const tree = (name: string) =>
      `model Node {\n  id Int @id\n  parent Node? @relation(${name}fields: [parentId], references: [id])\n  parentId Int?\n}\nmodel Other {\n  id Int @id\n  parent Other? @relation("Parent", fields: [id], references: [id])\n}\n`;
    const [piece = ''] = pieces({ a: tree('') });
    expect(piece).toBe('@relation("NodeParent", …)');
    expectFine({ a: tree('"NodeParent", ') });
  });

  it.each([
    [': bought', 'bought'],
    ['(bought)', 'bought'],
    ['my orders', 'myOrders'],
    ['', 'orders'],
  ])('finds the name in the written text: %j', (written, name) => {
    const order = (directive: string) =>
      `model Order {\n  id String @id @db.Uuid\n  ${directive}\n  user User @relation(fields: [id], references: [id])\n}\n`;
    expect(
      pieces({ a: user, b: order(`/// @inverse${written}`.replace('@inversemy', '@inverse my')) })[0],
    ).toBe(`/// @inverse ${name}`);
    expectFine({ a: user, b: order(`/// @inverse ${name}`) });
  });
});
