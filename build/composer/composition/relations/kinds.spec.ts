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
      'a chosen name, after the field',
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

  it('is right for views, which are a preview feature of Prisma', () => {
    const view = 'view Total {\n  id Int @unique\n  user User @relation(fields: [id], references: [id])\n}\n';
    const { judged, relations } = composing({ identity, totals: view });
    expect(relations.map(({ field, type }) => `${field} ${type}`)).toEqual(['total Total?']);
    expect(judged.map(({ message }) => message)).toEqual([
      expect.stringContaining('`views` preview feature'),
    ]);
  });

  it('is not one to one for a unique index with a condition', () => {
    const orders =
      'model Order {\n  id Int @id\n  u Int\n  user User @relation(fields: [u], references: [id])\n  @@unique([u], where: raw("u > 0"))\n}\n';
    expect(composing({ identity, orders }).relations.map(({ type }) => type)).toEqual(['Order[]']);
  });
});
