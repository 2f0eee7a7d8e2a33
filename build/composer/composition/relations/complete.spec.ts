import { describe, expect, it } from '@jest/globals';
import { composing } from '../../../test-kit/composer/composing';

const identity = 'model User {\n  id Int @id\n  a  Int\n  b  Int\n\n  @@unique([a, b])\n}\n';

/** The lines that are added to the model User, without the remarks. */
function addedToUser(orders: string, owner = identity): string[] {
  const composed = composing({ identity: owner, orders });
  expect(composed.reported()).toEqual([]);
  return composed.relations.map(({ model, field, type }) => `${model}.${field} ${type}`);
}

describe('a back-relation', () => {
  it('is added to the other component’s model, with its origin', () => {
    const orders =
      'model Order {\n  id     Int  @id\n  user   User @relation(fields: [userId], references: [id])\n  userId Int\n}\n';
    const composed = composing({ identity, orders });
    expect(composed.reported()).toEqual([]);
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

  it('has the relation’s name as it is written', () => {
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
    expect(composed.reported()).toEqual([]);
    expect(composed.relations.map(({ model, field, type }) => `${model}.${field} ${type}`)).toEqual([
      'User.memberships Membership[]',
      'Group.memberships Membership[]',
    ]);
  });

  it('distinguishes several relations between the same two models by their names', () => {
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

  it('is added on both models when a name shows that a list and a foreign key are two relations', () => {
    const orders = (above: string) =>
      `model Order {\n  id Int @id\n  u Int\n${above}  user User @relation("Buyer", fields: [u], references: [id])\n}\n`;
    const owner = 'model User {\n  id Int @id\n  starred Order[]\n}\n';
    const extension = '/// @extends\nmodel User {\n  starred Order[]\n}\n';
    expect(composing({ identity: owner, orders: orders('') }).reported()).toEqual([
      'identity:3:3 RELATION_NAMES_DIFFER ~ orders:4:3',
    ]);
    const both = ['User.bought Order[]', 'Order.users User[]'];
    expect(addedToUser(orders('  /// @inverse bought\n'), owner)).toEqual(both.toReversed());
    const stars = composing({ identity, orders: orders('  /// @inverse bought\n'), stars: extension });
    expect(stars.reported()).toEqual([]);
    expect(stars.relations.map(({ model, field, type }) => `${model}.${field} ${type}`)).toEqual(both);
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

  it('is added within a component too if the side with the foreign key is written', () => {
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
    expect(composed.reported()).toEqual([]);
    expect(composed.relations.map(({ model, field, type }) => `${model}.${field} ${type}`)).toEqual([
      'Brand.product Product?',
    ]);
    expect(composed.text('brands')).toContain(
      'of Product.brand, from src/components/brands/prisma/schema.prisma:7\n',
    );
  });

  it('is not added if any component has the opposite', () => {
    const orders =
      'model Order {\n  id Int @id\n  userId Int\n  user User @relation(fields: [userId], references: [id])\n}\n/// @extends\nmodel User {\n  placed Order[]\n}\n';
    expect(addedToUser(orders)).toEqual([]);
  });

  it('comes by component, then line, in any order of the schemas', () => {
    const other = (model: string) =>
      `model ${model} {\n  id Int @id\n  userId Int\n  user User @relation(fields: [userId], references: [id])\n}\n`;
    const forward = composing({ a: other('Zebra') + other('Ape'), 'a-b': other('Bee'), identity });
    expect(forward.reported()).toEqual([]);
    expect(forward.relations.map(({ field }) => field)).toEqual(['zebras', 'apes', 'bees']);
    const backward = composing({ identity, 'a-b': other('Bee'), a: other('Zebra') + other('Ape') });
    expect(backward.files).toEqual(forward.files);
  });

  it('reports Prisma’s errors about it at the field that needs it', () => {
    const { judged } = composing({
      lists: 'model List {\n  a Int\n  b Int\n      singles Single[] // all\n  @@id([a, b])\n}\n',
      singles: 'model Single {\n  id Int @id\n}\n',
    });
    const [error, ...others] = judged;
    // It is the added field that Prisma blames.
    expect(error?.message).toContain('field `lists` in model `Single`');
    expect(error).toMatchObject({
      file: 'src/components/lists/prisma/schema.prisma',
      line: 4,
      column: 7,
      endColumn: 23,
    });
    expect(others).toEqual([]);
  });
});
