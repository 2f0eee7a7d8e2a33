import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { PrismaService } from '../../../src/database/prisma.service';
import { Scratch } from '../../test-kit/scratch';
import { emptyTables } from '../empty-tables';
import { beginTest, closeSessions, endTest } from '../rollback/pools';
import { expectQueries } from './expect-queries';
import { recordQueries } from './recording';

const scratch = new Scratch();
let prisma: PrismaService;

beforeAll(async () => {
  await scratch.server.start();
  scratch.migration(
    '1_demo',
    `CREATE TABLE "DemoUser" (id text PRIMARY KEY, name text NOT NULL, email text NOT NULL UNIQUE,
       "createdAt" timestamptz NOT NULL DEFAULT now(), "updatedAt" timestamptz NOT NULL);`,
  );
  [process.env.DATABASE_URL] = (await scratch.prepare(1)).urls;
  prisma = new PrismaService();
});
afterAll(async () => {
  await closeSessions();
  await prisma.$disconnect();
  await scratch.remove();
});
beforeEach(() => emptyTables(prisma));

/** A query for each: N+1. */
async function oneByOne(emails: readonly string[]): Promise<void> {
  for (const email of emails) await prisma.demoUser.findFirst({ where: { email } });
}

test('the right number passes, and returns what the work returns', async () => {
  expect(await expectQueries(1, () => prisma.demoUser.count())).toBe(0);
  await expectQueries(0, () => undefined);
});

test('another number fails, with each query, how often, and the place in the code', async () => {
  const failure = await expectQueries(1, () => oneByOne(['a', 'b', 'c'])).catch(
    (error: Error) => error.message,
  );
  expect(failure).toMatch(
    /^Expected 1, but 3 queries were run:\n {2}3 times: SELECT … FROM "DemoUser" WHERE .*\n {4}in build\/testing\/queries\/queries\.spec\.ts:\d+:\d+$/,
  );
  await expect(expectQueries(2, () => prisma.demoUser.count())).rejects.toThrow(
    'Expected 2, but 1 query was run',
  );
});

test.each([false, true])('transactions count by what they do, rolled back or not: %s', async (rolledBack) => {
  if (rolledBack) beginTest();
  try {
    const { queries } = await recordQueries(() =>
      prisma.$transaction(async (tx) => {
        await tx.$executeRaw`INSERT INTO "DemoUser" (id, name, email, "updatedAt") VALUES ('a', 'a', 'a', now())`;
        await tx.demoUser.count();
      }),
    );
    expect(queries.map(({ sql }) => sql.slice(0, 6))).toEqual(['INSERT', 'SELECT']);
  } finally {
    if (rolledBack) await endTest();
  }
});

test('nothing is recorded before or after', async () => {
  await prisma.demoUser.count();
  const { queries } = await recordQueries(() => undefined);
  await prisma.demoUser.count();
  expect(queries).toEqual([]);
});

test('work that fails fails as it does', async () => {
  await expect(expectQueries(1, () => Promise.reject(new Error('own')))).rejects.toThrow('own');
});
