import { describe, expect, it } from '@jest/globals';
import { type Composed, composing } from '../../test-kit/composer/composing';

type Schemas = Record<string, string>;
type Edit = [component: string, from: string, to: string];

const id = '  id Int @id\n';
const model = (name: string, ...lines: string[]): string =>
  `model ${name} {\n${id}${lines.map((line) => `  ${line}\n`).join('')}}\n`;

/** What clashes, the schemas, the places of the diagnostics, a hint, and the change that follows the hint. */
const cases: [string, Schemas, string[], said: string, ...edits: Edit[]][] = [
  [
    'two many-to-many relations with the same name',
    {
      blog: model('Post'),
      labels: model('Label', 'products Product[] @relation("tags")'),
      shop: model('Product'),
      topics: model('Topic', 'posts Post[] @relation("tags")'),
    },
    ['labels:3:3 DATABASE_NAME_TAKEN ~ topics:3:3', 'topics:3:3 DATABASE_NAME_TAKEN ~ labels:3:3'],
    '@relation("TopicPosts")',
    ['topics', '@relation("tags")', '@relation("TopicPosts")'],
  ],
  [
    'a relation with the name that Prisma gives another one',
    {
      a: model('A'),
      b: model('B', 'as A[]'),
      c: model('C', 'bs B[] @relation("AToB")'),
    },
    ['b:3:3 DATABASE_NAME_TAKEN ~ c:3:3', 'c:3:3 DATABASE_NAME_TAKEN ~ b:3:3'],
    '@relation("BAs")',
    ['b', 'A[]', 'A[] @relation("BAs")'],
  ],
  [
    'a model on the join table of a relation',
    { ja: model('A') + model('Link', '@@map("_AToB")'), jb: model('B', 'as A[]') },
    ['ja:6:3 DATABASE_NAME_TAKEN ~ jb:3:3', 'jb:3:3 DATABASE_NAME_TAKEN ~ ja:6:3'],
    '@@map("ja_AToB")',
    ['ja', '@@map("_AToB")', '@@map("ja_AToB")'],
  ],
  [
    'a relation whose sides are both written',
    {
      ja: model('A', 'bs B[]') + model('Link', '@@map("_AToB")'),
      jb: model('B', 'as A[]'),
    },
    ['ja:3:3 DATABASE_NAME_TAKEN ~ ja:7:3', 'ja:7:3 DATABASE_NAME_TAKEN ~ ja:3:3'],
    '@relation("ABs")` on both fields of the relation',
    ['ja', 'B[]', 'B[] @relation("ABs")'],
    ['jb', 'A[]', 'A[] @relation("ABs")'],
  ],
  [
    'a table and an enum',
    {
      a: `enum order_status {\n  X\n}\n${model('N', 'a order_status')}`,
      b: model('OrderStatus', '@@map("order_status")'),
    },
    ['a:1:6 DATABASE_NAME_TAKEN ~ b:3:3', 'b:3:3 DATABASE_NAME_TAKEN ~ a:1:6'],
    '@@map("b_order_status")',
    ['b', '@@map("order_status")', '@@map("b_order_status")'],
  ],
  [
    'an enum and a join table',
    { a: model('A'), b: model('B', 'as A[]'), e: 'enum E {\n  X\n  @@map("_AToB")\n}\n' },
    ['b:3:3 DATABASE_NAME_TAKEN ~ e:3:3', 'e:3:3 DATABASE_NAME_TAKEN ~ b:3:3'],
    '@@map("e_AToB")',
    ['e', '@@map("_AToB")', '@@map("e_AToB")'],
  ],
  [
    'a table and the array type of an enum',
    { a: `enum E {\n  X\n}\n${model('A', 'es E[]')}`, b: model('B', '@@map("_E")') },
    ['a:1:6 DATABASE_NAME_TAKEN ~ b:3:3', 'b:3:3 DATABASE_NAME_TAKEN ~ a:1:6'],
    '@@map("b_E")',
    ['b', '@@map("_E")', '@@map("b_E")'],
  ],
  [
    'a table and a sequence',
    {
      a: 'model A {\n  id Int @id @default(autoincrement())\n}\n',
      b: model('B', '@@map("A_id_seq")'),
    },
    ['a:2:3 DATABASE_NAME_TAKEN ~ b:3:3', 'b:3:3 DATABASE_NAME_TAKEN ~ a:2:3'],
    '@map("id_2")',
    ['a', 'id Int', 'id Int @map("id_2")'],
  ],
  [
    'an enum and a sequence',
    {
      a: 'model A {\n  id Int @id @default(autoincrement())\n}\n',
      b: 'enum A_id_seq {\n  X\n}\n',
    },
    ['a:2:3 DATABASE_NAME_TAKEN ~ b:1:6', 'b:1:6 DATABASE_NAME_TAKEN ~ a:2:3'],
    '@@map("b_A_id_seq")',
    ['b', 'X\n', 'X\n  @@map("b_A_id_seq")\n'],
  ],
  [
    'a table and an index',
    { a: model('A', 'x Int', '@@index([x], map: "B")'), b: model('B') },
    ['a:4:3 DATABASE_NAME_TAKEN ~ b:1:7', 'b:1:7 DATABASE_NAME_TAKEN ~ a:4:3'],
    'map: "B_2"',
    ['a', 'map: "B"', 'map: "B_2"'],
  ],
  [
    'a table and a primary key',
    { a: model('A', '@@map("B_pkey")'), b: model('B') },
    ['a:3:3 DATABASE_NAME_TAKEN ~ b:2:3', 'b:2:3 DATABASE_NAME_TAKEN ~ a:3:3'],
    'map: "B_pkey_2"',
    ['b', '@id', '@id(map: "B_pkey_2")'],
  ],
  [
    'the key of a join table and that of a model',
    { a: model('A') + model('C').replace('@id', '@id(map: "_AToB_AB_pkey")'), b: model('B', 'as A[]') },
    ['a:5:3 DATABASE_NAME_TAKEN ~ b:3:3', 'b:3:3 DATABASE_NAME_TAKEN ~ a:5:3'],
    '@relation("BAs")',
    ['b', 'A[]', 'A[] @relation("BAs")'],
  ],
  [
    'the keys of two join tables that are cut to one name',
    {
      a: model('A'),
      b: model('B', `as A[] @relation("${'x'.repeat(54)}1")`),
      c: model('C', `as A[] @relation("${'x'.repeat(54)}2")`),
    },
    ['b:3:3 DATABASE_NAME_TAKEN ~ c:3:3', 'c:3:3 DATABASE_NAME_TAKEN ~ b:3:3'],
    '@relation("CAs")',
    ['c', `${'x'.repeat(54)}2`, 'CAs'],
  ],
  [
    'two values of an enum',
    { a: `enum E {\n  b\n  C @map("b")\n}\n${model('A', 'e E')}` },
    ['a:2:3 DATABASE_NAME_TAKEN ~ a:3:3', 'a:3:3 DATABASE_NAME_TAKEN ~ a:2:3'],
    '@map("C")',
    ['a', '@map("b")', '@map("C")'],
  ],
];

function reported({ diagnostics }: Composed): string[] {
  return diagnostics.map(({ message, hint }) => `${message} ${hint}`);
}

describe('a name that the database would have twice', () => {
  it.each(cases)(
    'is reported at both places, and the hint works: %s',
    (_, schemas, places, said, ...edits) => {
      const composed = composing(schemas);
      expect(composed.reported().sort()).toEqual(places);
      expect(reported(composed).join('\n')).toContain(said);
      const fixed = { ...schemas };
      for (const [component, from, to] of edits)
        fixed[component] = (fixed[component] ?? '').replace(from, to);
      expect(composing(fixed).reported()).toEqual([]);
    },
  );

  it('says which names, and why', () => {
    const [, schemas] = cases[4] ?? [];
    expect(reported(composing(schemas ?? {}))).toEqual([
      'The enum "order_status" and the table of the model "OrderStatus" would have the same name in the database: ' +
        '"order_status". PostgreSQL keeps tables and types in one namespace. ' +
        'rename one of them; here with `@@map("a_order_status")`',
      'The table of the model "OrderStatus" and the enum "order_status" would have the same name in the database: ' +
        '"order_status". PostgreSQL keeps tables and types in one namespace. ' +
        'rename one of them; here with `@@map("b_order_status")`',
    ]);
  });
});
