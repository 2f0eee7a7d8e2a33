import { expect, it } from '@jest/globals';
import { databaseSettings, resolveOptions } from '../options';
import { parseSchema } from '../schema/parse';
import { compose } from './compose';

const database = databaseSettings(resolveOptions({ root: '/project' }));

it('a tile has what a component owns, which components its own fields refer to, and what it adds to others', () => {
  const texts = {
    blog: `model Post {\n  id Int @id\n  by User @relation(fields: [byId], references: [id])\n  byId Int\n  tags Tag[]\n  @@map("posts")\n}\nmodel Tag {\n  id Int @id\n  posts Post[]\n}\n`,
    shop: `/// @extends\nmodel User {\n  vip Boolean\n  orders Order[]\n}\n/// @extends\nenum Role {\n  BUYER\n}\nmodel Order {\n  id Int @id\n  by User @relation(fields: [byId], references: [id])\n  byId Int\n}\n`,
    users: `model User {\n  id Int @id\n  role Role\n}\nenum Role {\n  ADMIN\n}\n`,
  };
  const schemas = Object.entries(texts).map(([component, text]) => {
    return { component, file: `${component}.prisma`, text, parsed: parseSchema(text) };
  });
  const { composition, diagnostics } = compose(schemas, database);
  expect(diagnostics).toEqual([]);
  expect(composition.tiles).toEqual([
    {
      component: 'blog',
      models: [
        { name: 'Post', table: 'posts' },
        { name: 'Tag', table: 'Tag' },
      ],
      relatesTo: ['users'],
      extends: [],
    },
    {
      component: 'shop',
      models: [{ name: 'Order', table: 'Order' }],
      relatesTo: ['users'],
      extends: [
        { name: 'User', component: 'users' },
        { name: 'Role', component: 'users' },
      ],
    },
    { component: 'users', models: [{ name: 'User', table: 'User' }], relatesTo: [], extends: [] },
  ]);
});
