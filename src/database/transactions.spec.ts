import { afterEach, expect, test } from '@jest/globals';
import { databaseTarget, postgresAdapter } from '@prismosaic/nestjs';
import { PrismaClient } from './client/client';

const email = 'late@example.com';
const late = { name: 'Late', email };

/** The application's client, created with custom options as docs/runtime.md shows. */
function open(transactionOptions?: { timeout: number; maxWait: number }): PrismaClient {
  const adapter = postgresAdapter(databaseTarget(process.env.DATABASE_URL, 'DATABASE_URL'));
  return new PrismaClient({ adapter, transactionOptions });
}

let prisma: PrismaClient;
afterEach(async () => {
  await prisma.demoUser.deleteMany();
  await prisma.$disconnect();
});

const run = (seconds: number) =>
  prisma.$transaction([
    prisma.$executeRaw`SELECT pg_sleep(${seconds})`,
    prisma.demoUser.create({ data: late }),
  ]);
const sleeping = async () =>
  prisma.$queryRaw`SELECT pid FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active' AND usename = current_user AND pid <> pg_backend_pid()`;

test('a list of queries ends after the transaction’s time, and leaves nothing behind', async () => {
  prisma = open({ timeout: 500, maxWait: 2000 });
  await expect(run(2)).rejects.toMatchObject({ code: 'P2028' });
  // Its statement is over, or was cancelled: nothing goes on without the caller.
  expect(await sleeping()).toEqual([]);
  expect(await prisma.demoUser.count({ where: { email } })).toBe(0);
});

test('`transactionOptions` of the client raise that time, for lists of queries too', async () => {
  prisma = open({ timeout: 30_000, maxWait: 10_000 });
  await run(5.5);
  expect(await prisma.demoUser.count({ where: { email } })).toBe(1);
  const counts = await Promise.all(Array.from({ length: 10 }, () => prisma.demoUser.count()));
  expect(counts).toEqual(Array(10).fill(1));
});
