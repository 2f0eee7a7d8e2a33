import { describe, expect, it } from '@jest/globals';
import { composing } from '../testing/composing';

const identity = 'model User {\n  id Int @id\n  a  Int\n  b  Int\n\n  @@unique([a, b])\n}\n';

/** What is added to the model User, less the remarks. */
function addedToUser(orders: string, owner = identity): string[] {
  const composed = composing({ identity: owner, orders });
  expect(composed.told()).toEqual([]);
  return composed.relations.map(({ model, field, type }) => `${model}.${field} ${type}`);
}

describe('a back-relation', () => {
  it('is added to the other component’s model, with the place that it comes from', () => {
    const orders =
      'model Order {\n  id     Int  @id\n  user   User @relation(fields: [userId], references: [id])\n  userId Int\n}\n';
    const composed = composing({ identity, orders });
    expect(composed.told()).toEqual([]);
    expect(composed.text('identity')).toBe(`model User {
  id Int @id
  a  Int
  b  Int

  @@unique([a, b])

  // Back-relations, added by Prismosaic.
  orders Order[] // of Order.user, from src/components/orders/prisma/schema.prisma:3
}
`);
    expect(composed.text('orders')).toBe(orders);
    expect(composed.relations).toEqual([
      {
        model: 'User',
        component: 'identity',
        field: 'orders',
        type: 'Order[]',
        opposite: {
          model: 'Order',
          field: 'user',
          component: 'orders',
          file: 'src/components/orders/prisma/schema.prisma',
          line: 3,
          column: 3,
        },
      },
    ]);
  });

  const key = 'userId Int\n  user User @relation(fields: [userId], references: [id])';
  const pair = 'x Int\n  y Int\n  user User @relation(fields: [x, y], references: [a, b])';
  it.each([
    ['one to many', `id Int @id\n  ${key}`, 'User.orders Order[]'],
    [
      'an optional side',
      'id Int @id\n  userId Int?\n  user User? @relation(fields: [userId], references: [id])',
      'User.orders Order[]',
    ],
    ['one to one by @unique', `id Int @id\n  ${key.replace('Int', 'Int @unique')}`, 'User.order Order?'],
    ['one to one by @id', key.replace('Int', 'Int @id(map: "k")'), 'User.order Order?'],
    ['one to one by @@unique', `id Int @id\n  ${key}\n  @@unique([userId])`, 'User.order Order?'],
    ['one to one by @@id', `${key}\n  @@id(name: "k", fields: [userId])`, 'User.order Order?'],
    ['a wider @@unique', `id Int @id\n  ${key}\n  @@unique([userId, id])`, 'User.orders Order[]'],
    ['a composite key', `id Int @id\n  ${pair}`, 'User.orders Order[]'],
    ['a composite key, unique', `id Int @id\n  ${pair}\n  @@unique([x(sort: Desc), y])`, 'User.order Order?'],
    ['a composite key, the id', `${pair}\n  @@id([x, y])`, 'User.order Order?'],
    [
      'a composite key, unique the other way round',
      `id Int @id\n  ${pair}\n  @@unique([y, x])`,
      'User.orders Order[]',
    ],
    [
      'a composite key with one unique field',
      `id Int @id\n  ${pair.replace('x Int', 'x Int @unique')}`,
      'User.orders Order[]',
    ],
    ['an implicit many to many', 'id Int @id\n  users User[]', 'User.orders Order[]'],
    ['a named many to many', 'id Int @id\n  users User[] @relation("Followers")', 'User.orders Order[]'],
    [
      'arguments in any order',
      'id Int @id\n  u Int\n  user User @relation(onDelete: Cascade, references: [id], name: "x", fields: [u])',
      'User.orders Order[]',
    ],
    [
      'blanks and attributes around',
      'id Int@id\n  u Int\n  user User@relation ( "x" , fields : [ u ] , references : [ id ] )// c',
      'User.orders Order[]',
    ],
    ['another table name', `id Int @id\n  ${key}\n  @@map("o")`, 'User.orders Order[]'],
    ['an ignored model', `id Int @id\n  ${key}\n  @@ignore`, 'User.orders Order[]'],
    ['an ignored field', `id Int @id\n  ${key} @ignore`, 'User.orders Order[]'],
    [
      'a chosen name',
      'id Int @id\n  u Int\n  /// Who pays.\n  /// @inverse purchases\n  // soon\n\n  user User @relation(fields: [u], references: [id])',
      'User.purchases Order[]',
    ],
    [
      'a chosen name, behind the field',
      `id Int @id\n  ${key} /// @inverse purchases`,
      'User.purchases Order[]',
    ],
    [
      'a name with escapes',
      'id Int @id\n  u Int\n  user User @relation("a\\"b, ]", fields: [u], references: [id])',
      'User.orders Order[]',
    ],
  ])('is right for %s', (_, body, wanted) => {
    expect(addedToUser(`model Order {\n  ${body}\n}\n`)).toEqual([wanted]);
  });

  it('is right for views, which Prisma keeps behind a preview feature', () => {
    const view = 'view Total {\n  id Int @unique\n  user User @relation(fields: [id], references: [id])\n}\n';
    const { judged, relations } = composing({ identity, totals: view });
    expect(relations.map(({ field, type }) => `${field} ${type}`)).toEqual(['total Total?']);
    expect(judged.map(({ message }) => message)).toEqual([
      expect.stringContaining('`views` preview feature'),
    ]);
  });

  it('carries the relation’s name as it is written', () => {
    const orders =
      'model Order {\n  id Int @id\n  u Int\n  user User @relation(name: "a\\"b", fields: [u], references: [id])\n}\n';
    expect(composing({ identity, orders }).text('identity')).toContain(
      '  orders Order[] @relation("a\\"b") // of',
    );
  });

  it('is added on both ends of an explicit many to many', () => {
    const composed = composing({
      identity,
      groups: 'model Group {\n  id Int @id\n}\n',
      members: `model Membership {
  userId Int
  user User @relation(fields: [userId], references: [id])
  groupId Int
  group Group @relation(fields: [groupId], references: [id])
  @@id([userId, groupId])
}
`,
    });
    expect(composed.told()).toEqual([]);
    expect(composed.relations.map(({ model, field, type }) => `${model}.${field} ${type}`)).toEqual([
      'User.memberships Membership[]',
      'Group.memberships Membership[]',
    ]);
  });

  it('tells several relations between the same two models apart by their names', () => {
    const orders = `model Order {
  id Int @id
  buyerId Int
  sellerId Int
  /// @inverse bought
  buyer User @relation("Buyer", fields: [buyerId], references: [id])
  /// @inverse sold
  seller User @relation("Seller", fields: [sellerId], references: [id])
}
`;
    expect(addedToUser(orders)).toEqual(['User.bought Order[]', 'User.sold Order[]']);
  });

  it('is added for a relation of a model to itself', () => {
    const category = (above: string) =>
      `model Category {\n  id Int @id\n  parentId Int?\n${above}  parent Category? @relation("Tree", fields: [parentId], references: [id])\n}\n`;
    expect(addedToUser(category(''))).toEqual(['Category.categories Category[]']);
    expect(addedToUser(category('  /// @inverse children\n'))).toEqual(['Category.children Category[]']);
    expect(
      addedToUser(
        'model Person {\n  id Int @id\n  /// @inverse likedBy\n  likes Person[] @relation("Likes")\n}\n',
      ),
    ).toEqual(['Person.likedBy Person[]']);
  });

  it('is added within a component too where the side with the key is written', () => {
    const orders =
      'model Order {\n  id Int @id\n}\nmodel Line {\n  id Int @id\n  orderId Int\n  order Order @relation(fields: [orderId], references: [id])\n}\n';
    expect(addedToUser(orders)).toEqual(['Order.lines Line[]']);
  });

  it('is added for the relation fields of an extension, and knows what an extension makes unique', () => {
    const composed = composing({
      brands: `model Brand {
  id Int @id
}
/// @extends
model Product {
  brandId Int
  brand Brand @relation(fields: [brandId], references: [id])
}
`,
      catalog: 'model Product {\n  id Int @id\n}\n',
      exclusive: '/// @extends\nmodel Product {\n  @@unique([brandId])\n}\n',
    });
    expect(composed.told()).toEqual([]);
    expect(composed.relations.map(({ model, field, type }) => `${model}.${field} ${type}`)).toEqual([
      'Brand.product Product?',
    ]);
    expect(composed.text('brands')).toContain(
      'of Product.brand, from src/components/brands/prisma/schema.prisma:7\n',
    );
  });

  it('is not added where the opposite is written, whoever wrote it', () => {
    const orders =
      'model Order {\n  id Int @id\n  userId Int\n  user User @relation(fields: [userId], references: [id])\n}\n/// @extends\nmodel User {\n  placed Order[]\n}\n';
    expect(addedToUser(orders)).toEqual([]);
  });

  it('comes by component, then line, whatever order the schemas come in', () => {
    const other = (model: string) =>
      `model ${model} {\n  id Int @id\n  userId Int\n  user User @relation(fields: [userId], references: [id])\n}\n`;
    const forward = composing({ a: other('Zebra') + other('Ape'), b: other('Bee'), identity });
    expect(forward.told()).toEqual([]);
    expect(forward.relations.map(({ field }) => field)).toEqual(['zebras', 'apes', 'bees']);
    const backward = composing({ identity, b: other('Bee'), a: other('Zebra') + other('Ape') });
    expect(backward.files).toEqual(forward.files);
  });

  it('has Prisma’s errors about it told at the field that asks for it', () => {
    const { judged } = composing({
      pairs: 'model Pair {\n  a Int\n  b Int\n  @@id([a, b])\n}\n',
      lists: 'model List {\n  id Int @id\n  pairs Pair[]\n}\n',
    });
    expect(judged.map(({ file, line, column }) => [file, line, column])).toContainEqual([
      'src/components/lists/prisma/schema.prisma',
      3,
      3,
    ]);
    expect(judged.every(({ line }) => line !== undefined)).toBe(true);
  });
});
