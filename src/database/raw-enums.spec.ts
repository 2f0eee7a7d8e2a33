import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Scratch } from '../../build/test-kit/scratch';
import { PrismaService } from './prisma.service';

const scratch = new Scratch();
let prisma: PrismaService;

beforeAll(async () => {
  await scratch.server.start();
  scratch.migration(
    '1_permission',
    `CREATE TYPE "permission" AS ENUM ('READ', 'write it');
     CREATE TABLE "Grant" (id INT PRIMARY KEY, one "permission", many "permission"[])`,
  );
  // A type of the same name beside it, with other values, must not be found.
  await scratch.ask('migration', `CREATE TYPE public."permission" AS ENUM ('other')`);
  const { urls } = await scratch.prepare(1);
  const before = process.env.DATABASE_URL;
  process.env.DATABASE_URL = urls[0];
  prisma = new PrismaService();
  process.env.DATABASE_URL = before;
  await prisma.$executeRaw`INSERT INTO "Grant" VALUES (1, ${'READ'}::"permission", ${['READ', 'write it']}::"permission"[])`;
});
afterAll(async () => {
  await prisma.$disconnect();
  await scratch.remove();
});

test('raw SQL returns an enum as its text', async () => {
  expect(await prisma.$queryRaw`SELECT one FROM "Grant"`).toEqual([{ one: 'READ' }]);
});

test('raw SQL returns a list of an enum as one text in braces, and as a list with to_json', async () => {
  expect(await prisma.$queryRaw`SELECT many FROM "Grant"`).toEqual([{ many: '{READ,"write it"}' }]);
  expect(await prisma.$queryRaw`SELECT to_json(many) AS many FROM "Grant"`).toEqual([
    { many: ['READ', 'write it'] },
  ]);
  expect(await prisma.$queryRaw`SELECT many::text[] FROM "Grant"`).toEqual([{ many: ['READ', 'write it'] }]);
});

test('a parameter is compared with an enum after a cast, one or a list', async () => {
  expect(await prisma.$queryRaw`SELECT id FROM "Grant" WHERE one = ${'READ'}::"permission"`).toHaveLength(1);
  expect(
    await prisma.$queryRaw`SELECT id FROM "Grant" WHERE one = ANY(${['write it']}::"permission"[])`,
  ).toHaveLength(0);
  expect(
    await prisma.$queryRaw`SELECT id FROM "Grant" WHERE ${'write it'}::"permission" = ANY(many)`,
  ).toHaveLength(1);
});
