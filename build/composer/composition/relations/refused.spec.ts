import { describe, expect, it } from '@jest/globals';
import { composing } from '../../../test-kit/composer/composing';

const identity = 'model User {\n  id Int @id\n  a  Int\n  b  Int\n\n  @@unique([a, b])\n}\n';

describe('a back-relation that can’t be added', () => {
  const order = (...fields: string[]) =>
    `model Order {\n  id Int @id\n  x Int\n  y Int\n${fields.map((field) => `  ${field}\n`).join('')}}\n`;
  const toUser = (field: string, name = '', key = 'x') =>
    `${field} User @relation(${name}fields: [${key}], references: [id])`;

  it.each([
    [
      'a name that is taken',
      'model User {\n  id Int @id\n  orders Int\n}\n',
      order(toUser('user')),
      ['orders:5:3 INVERSE_TAKEN ~ identity:3:3'],
    ],
    [
      'a chosen name that is taken',
      identity,
      order('/// @inverse b', toUser('user')),
      ['orders:6:3 INVERSE_TAKEN ~ identity:4:3'],
    ],
    [
      'one name for two',
      identity,
      order(toUser('buyer', '"B", '), toUser('seller', '"S", ', 'y')),
      ['orders:5:3 INVERSE_TAKEN ~ orders:6:3', 'orders:6:3 INVERSE_TAKEN ~ orders:5:3'],
    ],
    [
      'two without names',
      identity,
      order(toUser('buyer'), toUser('seller', '', 'y')),
      ['orders:5:3 RELATION_AMBIGUOUS ~ orders:6:3'],
    ],
    [
      'two with the same name',
      identity,
      order(toUser('buyer', '"B", '), toUser('seller', '"B", ', 'y')),
      ['orders:5:3 RELATION_AMBIGUOUS ~ orders:6:3'],
    ],
    [
      'two keys that face each other',
      'model User {\n  id Int @id\n  k Int\n  last Order @relation(fields: [k], references: [id])\n}\n',
      order(toUser('user')),
      ['orders:5:3 RELATION_AMBIGUOUS ~ identity:4:3'],
    ],
    [
      'two without names, and both of their opposites',
      'model User {\n  id Int @id\n  bought Order[]\n  sold Order[]\n}\n',
      order(toUser('buyer'), toUser('seller', '', 'y')),
      ['orders:5:3 RELATION_AMBIGUOUS ~ orders:6:3 ~ identity:3:3 ~ identity:4:3'],
    ],
    [
      'two of a model to itself, with the same name',
      identity,
      order(
        'a Order @relation("O", fields: [x], references: [id])',
        'b Order @relation("O", fields: [y], references: [id])',
      ),
      ['orders:5:3 RELATION_AMBIGUOUS ~ orders:6:3'],
    ],
    [
      'a list that faces a list of another name',
      'model User {\n  id Int @id\n  orders Order[]\n}\n',
      order('users User[] @relation("U")'),
      ['identity:3:3 RELATION_NAMES_DIFFER ~ orders:5:3'],
    ],
    [
      'no key on either side',
      'model User {\n  id Int @id\n  orders Order[]\n}\n',
      order('user User'),
      ['orders:5:3 KEY_MISSING ~ identity:3:3'],
    ],
    ['a side without a key, alone', identity, order('user User?'), ['orders:5:3 OPPOSITE_MISSING']],
    [
      'a list within a component',
      identity,
      order('orders Order[] @relation("O")'),
      ['orders:5:3 OPPOSITE_MISSING'],
    ],
    [
      'a name with a letter that Prisma does not accept',
      identity,
      order('/// @inverse a²', toUser('user')),
      ['orders:5:3 INVERSE_INVALID'],
    ],
    [
      'a list under another name',
      'model User {\n  id Int @id\n  orders Order[]\n}\n',
      order(toUser('user', '"U", ')),
      ['identity:3:3 RELATION_NAMES_DIFFER ~ orders:5:3'],
    ],
    [
      'a relation to itself without a name',
      identity,
      order('next Order @relation(fields: [x], references: [id])'),
      ['orders:5:3 SELF_RELATION_UNNAMED'],
    ],
    [
      'an invalid name',
      identity,
      order('/// @inverse my orders', toUser('user')),
      ['orders:5:3 INVERSE_INVALID'],
    ],
    ['no name', identity, order('/// @inverse', toUser('user')), ['orders:5:3 INVERSE_INVALID']],
    [
      'two names',
      identity,
      order('/// @inverse one', '/// @inverse two', toUser('user')),
      ['orders:6:3 INVERSE_INVALID'],
    ],
    [
      'a name for no relation',
      identity,
      order('/// @inverse one', 'z Int'),
      ['orders:5:3 DIRECTIVE_MISPLACED'],
    ],
    [
      'a name at the end of the block',
      identity,
      order('/// @inverse one'),
      ['orders:5:3 DIRECTIVE_MISPLACED'],
    ],
    [
      'a name for an opposite that is written',
      'model User {\n  id Int @id\n  mine Order[]\n}\n',
      order('/// @inverse one', toUser('user')),
      ['orders:5:3 INVERSE_WRITTEN ~ identity:3:3'],
    ],
  ])('is reported at the field, once: %s', (_, owner, orders, wanted) => {
    expect(composing({ identity: owner, orders }).reported()).toEqual(wanted);
  });

  it('is reported with a hint that fixes it', () => {
    const { diagnostics } = composing({
      identity,
      orders: order(toUser('buyer', '"B", '), toUser('seller', '"S", ', 'y')),
    });
    const fixes = diagnostics.map(({ hint }) => /`(.*?)`/.exec(hint ?? '')?.[1] ?? '');
    expect(fixes).toEqual(['/// @inverse ordersAsBuyer', '/// @inverse ordersAsSeller']);
    const [buyer = '', seller = ''] = fixes;
    const fixed = order(buyer, toUser('buyer', '"B", '), seller, toUser('seller', '"S", ', 'y'));
    expect(composing({ identity, orders: fixed }).reported()).toEqual([]);
  });

  it('is not guessed from a list alone if one component owns both models, nor from a side without a foreign key', () => {
    const schema =
      'model A {\n  id Int @id\n  bs B[]\n  c C?\n}\nmodel B {\n  id Int @id\n}\nmodel C {\n  id Int @id\n}\n';
    const { reported, relations } = composing({ a: schema });
    expect(relations).toEqual([]);
    expect(reported()).toEqual(['a:3:3 OPPOSITE_MISSING', 'a:4:3 OPPOSITE_MISSING']);
  });

  it('is not reported for a list when the opposite line is malformed: Prisma reports that line', () => {
    const user = 'model User {\n  id Int @id\n  orders Order[]\n}\n';
    const composed = composing({ a: `${user}${order(toUser('user:'))}` });
    expect(composed.reported()).toEqual(['a:9:7 P1012']);
  });

  it('is not reported for a list when the opposite has a misspelled type: Prisma reports that', () => {
    const user = 'model User {\n  id Int @id\n  orders Order[]\n}\n';
    const misspelled = order(toUser('user')).replace('user User', 'user Usr');
    expect(composing({ a: `${user}${misspelled}` }).reported()).toEqual(['a:9:8 P1012']);
  });

  it('is not reported when the field with its name has an unknown type: Prisma reports that', () => {
    const owner = 'model User {\n  id Int @id\n  orders Ordr[]\n}\n';
    expect(composing({ identity: owner, orders: order(toUser('user')) }).reported()).toEqual([
      'identity:3:10 P1012',
    ]);
  });

  it.each([
    ['Cascade', toUser('user').replace(')', ', Cascade)'), 54],
    ['Buyer', toUser('user', 'Buyer, '), 23],
    ['name: Buyer', toUser('user', 'name: Buyer, '), 29],
  ])(
    'is not reported for a word in place of a relation’s name: Prisma reports it at its place: %s',
    (_, field, column) => {
      const list = 'model User {\n  id Int @id\n  orders Order[]\n}\n';
      for (const owner of [list, identity])
        expect(composing({ identity: owner, orders: order(field) }).reported()).toEqual([
          `orders:5:${column} P1012`,
        ]);
    },
  );
});
