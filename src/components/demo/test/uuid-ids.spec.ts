import { expect, test } from '@jest/globals';
import { migrationHistory } from 'prismosaic/testing';

test('the migration to UUIDs keeps every row, its author and its moment', async () => {
  const history = await migrationHistory({ before: 'demo_uuid_ids' });
  await history.query(
    `INSERT INTO "DemoUser" (name, email, "createdAt") VALUES ('Ada', 'ada@x', '2020-01-01'), ('Grace', 'grace@x', '2021-01-01')`,
  );
  await history.query(
    `INSERT INTO "DemoPost" (title, status, "authorId", "updatedAt")
      SELECT name || ' ' || n, 'PUBLISHED', id, '2022-02-02' FROM "DemoUser", generate_series(1, 3) n`,
  );
  await history.apply();

  const users = `SELECT json_agg(json_build_array(name, "createdAt", "updatedAt") ORDER BY name) AS rows FROM "DemoUser"`;
  expect(await history.query(users)).toEqual([
    {
      rows: [
        ['Ada', '2020-01-01T00:00:00', '2020-01-01T00:00:00'],
        ['Grace', '2021-01-01T00:00:00', '2021-01-01T00:00:00'],
      ],
    },
  ]);
  const posts = `SELECT array_agg(title ORDER BY title) AS titles, bool_and(title LIKE name || ' %') AS same,
      bool_and(p.id ~ '^[0-9a-f-]{36}$') AS uuids, count(DISTINCT p.id)::int AS ids
    FROM "DemoPost" p JOIN "DemoUser" u ON u.id = "authorId" WHERE p."updatedAt" = '2022-02-02'`;
  expect(await history.query(posts)).toEqual([
    {
      titles: ['Ada 1', 'Ada 2', 'Ada 3', 'Grace 1', 'Grace 2', 'Grace 3'],
      same: true,
      uuids: true,
      ids: 6,
    },
  ]);
  await history.end();
});
