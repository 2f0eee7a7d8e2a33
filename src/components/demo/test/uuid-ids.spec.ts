import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Scratch } from '../../../../build/test-kit/scratch';

const scratch = new Scratch();
const sqlOf = (migration: string) =>
  fs.readFileSync(path.resolve('prisma', 'migrations', migration, 'migration.sql'), 'utf8');

beforeAll(() => scratch.server.start());
afterAll(() => scratch.remove());

test('the migration to UUIDs keeps every row, its author and its moment', async () => {
  await scratch.ask('migration', sqlOf('20261121053000_init_demo'));
  await scratch.ask(
    'migration',
    `INSERT INTO "DemoUser" (name, email, "createdAt") VALUES ('Ada', 'ada@x', '2020-01-01'), ('Grace', 'grace@x', '2021-01-01')`,
  );
  await scratch.ask(
    'migration',
    `INSERT INTO "DemoPost" (title, status, "authorId", "updatedAt")
      SELECT name || ' ' || n, 'PUBLISHED', id, '2022-02-02' FROM "DemoUser", generate_series(1, 3) n`,
  );
  await scratch.ask('migration', sqlOf('20261126010000_demo_uuid_ids'));

  const users = `SELECT json_agg(json_build_array(name, "createdAt", "updatedAt") ORDER BY name) AS rows FROM "DemoUser"`;
  expect(await scratch.ask('migration', users)).toEqual({
    rows: [
      ['Ada', '2020-01-01T00:00:00', '2020-01-01T00:00:00'],
      ['Grace', '2021-01-01T00:00:00', '2021-01-01T00:00:00'],
    ],
  });
  const posts = `SELECT array_agg(title ORDER BY title) AS titles, bool_and(title LIKE name || ' %') AS same,
      bool_and(p.id ~ '^[0-9a-f-]{36}$') AS uuids, count(DISTINCT p.id)::int AS ids
    FROM "DemoPost" p JOIN "DemoUser" u ON u.id = "authorId" WHERE p."updatedAt" = '2022-02-02'`;
  expect(await scratch.ask('migration', posts)).toEqual({
    titles: ['Ada 1', 'Ada 2', 'Ada 3', 'Grace 1', 'Grace 2', 'Grace 3'],
    same: true,
    uuids: true,
    ids: 6,
  });
});
