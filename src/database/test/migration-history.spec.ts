import fs from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import { cleanBetweenTests, migrationHistory } from 'prismosaic/testing';
import { PrismaService } from '../prisma.service';

const names = fs.readdirSync('prisma/migrations').filter((name) => /^\d/.test(name));
const prisma = new PrismaService();
afterAll(() => prisma.$disconnect());

describe('a history of migrations', () => {
  cleanBetweenTests(prisma);

  test('has the tables of the migrations before one, and then those of the next', async () => {
    const history = await migrationHistory({ before: '20261121060000_identity' });
    expect(history.applied).toEqual(names.slice(0, 1));
    const table = (name: string) =>
      history.query('SELECT to_regclass($1) IS NOT NULL AS there', [`"${name}"`]);
    expect(await table('DemoUser')).toEqual([{ there: true }]);
    expect(await table('User')).toEqual([{ there: false }]);
    await history.apply();
    expect(await table('User')).toEqual([{ there: true }]);
    await history.apply(names.at(-1));
    expect(history.applied).toEqual(names);
    await expect(history.apply()).rejects.toThrow('All migrations are applied.');
    await history.end();
  });

  test('is the place of a client of the application, and leaves the worker’s own rows alone', async () => {
    await prisma.demoUser.create({ data: { name: 'Ada', email: 'ada@example.org' } });
    const history = await migrationHistory({ before: names.at(-1) ?? '' });
    await history.apply();
    const before = process.env.DATABASE_URL;
    process.env.DATABASE_URL = history.url;
    const there = new PrismaService();
    process.env.DATABASE_URL = before;
    expect(await there.demoUser.count()).toBe(0);
    await there.demoUser.create({ data: { name: 'Grace', email: 'grace@example.org' } });
    expect(await history.query('SELECT name FROM "DemoUser"')).toEqual([{ name: 'Grace' }]);
    await there.$disconnect();
    expect(await prisma.demoUser.findMany({ select: { name: true } })).toEqual([{ name: 'Ada' }]);
    await history.end();
  });

  test('begins again after a test that did not end its own, and shares nothing with it', async () => {
    const first = await migrationHistory({ before: 'identity' });
    await first.query(`INSERT INTO "DemoUser" (name, email) VALUES ('Ada', 'a')`);
    const second = await migrationHistory({ before: 'identity' });
    expect(await second.query('SELECT name FROM "DemoUser"')).toEqual([]);
    await second.end();
    await first.end();
  });

  test('reports what PostgreSQL refuses, at its place in the migration', async () => {
    const history = await migrationHistory({ before: 'demo_uuid_ids' });
    await history.query('ALTER TABLE "DemoUser" ADD COLUMN "newId" int');
    await expect(history.apply()).rejects.toThrow(
      /demo_uuid_ids\/migration\.sql:5:\d+: this migration failed.*"newId".*already exists/,
    );
    expect(history.applied).not.toContain(names.at(-1));
    await history.query('ALTER TABLE "DemoUser" DROP COLUMN "newId"');
    await history.apply();
    await history.end();
  });

  test('refuses names that no migration has', async () => {
    await expect(migrationHistory({ before: 'nothing' })).rejects.toThrow(
      `There is no migration "nothing". Pass one of: ${names.join(', ')}.`,
    );
    await expect(migrationHistory({ before: 'identity', database: 'other' })).rejects.toThrow(
      'There is no database called "other".',
    );
  });

  test('can’t reach another schema', async () => {
    const history = await migrationHistory({ before: 'identity' });
    await expect(history.query('CREATE TABLE public.mine ()')).rejects.toThrow('permission denied');
    await expect(history.query('CREATE SCHEMA mine')).rejects.toThrow('permission denied');
    await history.end();
  });
});
