import { expect, it } from '@jest/globals';
import { databaseSettings, resolveOptions } from '../options';
import { parseSchema } from '../schema/parse';
import { compose } from './compose';

function tables(texts: Record<string, string>): string[] {
  const schemas = Object.entries(texts).map(([component, text]) => {
    return { component, file: `${component}.prisma`, text, parsed: parseSchema(text) };
  });
  const { composition } = compose(schemas, databaseSettings(resolveOptions({ root: '/project' })));
  return composition.tables
    .map(({ name, kind, owners }) => `${kind} ${name} of ${owners.join(' and ')}`)
    .sort();
}

it('have their names in the database, and include those of many-to-many relations', () => {
  const shop = `model Order {
  id Int @id
  tags Tag[]
  items Item[]
  @@map(name: "orders")
}
model Item {
  id Int @id
  order Order @relation(fields: [orderId], references: [id])
  orderId Int
}
enum State {
  OPEN
  @@map("order_state")
}
view Report {
  id Int @unique
}`;
  const tagging = `model Tag {
  id Int @id
  orders Order[]
  likes User[] @relation("likes")
  near Tag[] @relation("near")
  nearTo Tag[] @relation("near")
}
model User {
  id Int @id
  likes Tag[] @relation(name: "likes")
  made Tag[] @relation("none")
}`;
  expect(tables({ shop, tagging })).toEqual([
    'enum order_state of shop',
    'join _OrderToTag of shop and tagging',
    'join _likes of tagging',
    'join _near of tagging',
    'table Item of shop',
    'table Tag of tagging',
    'table User of tagging',
    'table orders of shop',
  ]);
});
