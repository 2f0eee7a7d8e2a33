import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client, Pool } from 'pg';
import { PrismaService } from '../../../src/database/prisma.service';
import { Scratch } from '../../test-kit/scratch';
import { emptyTables } from '../empty-tables';
import { beginTest, closeSessions, endTest } from './pools';

const scratch = new Scratch();
let prisma: PrismaService;
let outside: Client;

/** What another connection sees: nothing of a test. */
const committed = async (table = 'DemoUser') =>
  (await outside.query(`SELECT count(*)::int AS rows FROM "${table}"`)).rows[0].rows;
const user = (email: string) => ({ data: { name: email, email } });

/** A test of the application's. */
async function rolledBack(work: () => Promise<void>): Promise<void> {
  beginTest();
  try {
    await work();
  } finally {
    await endTest();
  }
}

beforeAll(async () => {
  await scratch.server.start();
  scratch.migration(
    '1_demo',
    `CREATE TABLE "DemoUser" (id text PRIMARY KEY, name text NOT NULL, email text NOT NULL UNIQUE,
       "createdAt" timestamptz NOT NULL DEFAULT now(), "updatedAt" timestamptz NOT NULL);
     CREATE TABLE counted (id serial PRIMARY KEY, parent int REFERENCES counted DEFERRABLE INITIALLY DEFERRED);
     INSERT INTO counted DEFAULT VALUES;`,
  );
  const [url = ''] = (await scratch.prepare(1)).urls;
  process.env.DATABASE_URL = url;
  prisma = new PrismaService();
  outside = new Client({ connectionString: url, options: '-c search_path=test_1' });
  await outside.connect();
});
afterAll(async () => {
  await closeSessions();
  await prisma.$disconnect();
  await outside.end();
  await scratch.remove();
});
beforeEach(() => emptyTables(prisma));

test('what a test writes is there for the test, and for nobody else', async () => {
  for (let round = 0; round < 3; round++)
    await rolledBack(async () => {
      await prisma.demoUser.create(user('a'));
      await prisma.$executeRaw`UPDATE "DemoUser" SET name = 'raw'`;
      expect(await prisma.demoUser.findMany({ select: { name: true } })).toEqual([{ name: 'raw' }]);
      expect(await committed()).toBe(0);
    });
  expect(await prisma.demoUser.count()).toBe(0);
});

test('a failed statement leaves the test usable', async () => {
  await rolledBack(async () => {
    await prisma.demoUser.create(user('a'));
    await expect(prisma.demoUser.create(user('a'))).rejects.toMatchObject({ code: 'P2002' });
    await expect(prisma.$queryRaw`SELECT nonsense`).rejects.toThrow('nonsense');
    await prisma.demoUser.create(user('b'));
    expect(await prisma.demoUser.count()).toBe(2);
  });
});

describe('transactions of the application', () => {
  test('commit into the test, or roll back within it', async () => {
    await rolledBack(async () => {
      await prisma.$transaction([prisma.demoUser.create(user('a')), prisma.demoUser.create(user('b'))]);
      const failing = prisma.$transaction(async (tx) => {
        await tx.demoUser.create(user('c'));
        expect(await tx.demoUser.count()).toBe(3);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      await expect(
        prisma.$transaction([prisma.demoUser.create(user('d')), prisma.demoUser.create(user('a'))]),
      ).rejects.toMatchObject({ code: 'P2002' });
      expect(await prisma.demoUser.count()).toBe(2);
      expect(await committed()).toBe(0);
    });
    expect(await committed()).toBe(0);
  });

  test('with an isolation level, nested writes, and a statement that fails within', async () => {
    await rolledBack(async () => {
      const failing = prisma.$transaction(
        async (tx) => {
          await tx.demoUser.create(user('a'));
          await expect(tx.$queryRaw`SELECT nonsense`).rejects.toThrow('nonsense');
          // As in a real transaction: PostgreSQL refuses what follows.
          await tx.demoUser.create(user('b'));
        },
        { isolationLevel: 'Serializable' },
      );
      await expect(failing).rejects.toThrow(/aborted/);
      expect(await prisma.demoUser.count()).toBe(0);
      await prisma.demoUser.create(user('c'));
      expect(await prisma.demoUser.count()).toBe(1);
    });
  });

  test('begun at once run one after the other', async () => {
    await rolledBack(async () => {
      await Promise.all(
        ['a', 'b', 'c', 'd', 'e']
          .map((email) =>
            prisma.$transaction(async (tx) => {
              await tx.demoUser.create(user(email));
              expect(await tx.demoUser.count({ where: { email } })).toBe(1);
              if (email === 'c') await tx.demoUser.create(user(email));
            }),
          )
          .map((work, index) => (index === 2 ? expect(work).rejects.toMatchObject({ code: 'P2002' }) : work)),
      );
      expect(await prisma.demoUser.count()).toBe(4);
    });
  });

  test('one within another, which would wait for ever, is an error that says so', async () => {
    await rolledBack(async () => {
      const nested = prisma.$transaction(async () => {
        await prisma.$transaction([prisma.demoUser.create(user('a')), prisma.demoUser.create(user('b'))]);
      });
      await expect(nested).rejects.toThrow('Two transactions of this test are open at once');
      expect(await prisma.demoUser.count()).toBe(0);
    });
  });

  test('check deferred constraints when they commit, and so does a statement of its own', async () => {
    await rolledBack(async () => {
      await expect(prisma.$executeRaw`INSERT INTO counted (parent) VALUES (999)`).rejects.toThrow(
        /foreign key/i,
      );
      await expect(
        prisma.$transaction([prisma.$executeRaw`INSERT INTO counted (parent) VALUES (999)`]),
      ).rejects.toThrow(/foreign key/i);
      await prisma.$transaction([
        prisma.$executeRaw`INSERT INTO counted (id, parent) VALUES (100, 101)`,
        prisma.$executeRaw`INSERT INTO counted (id, parent) VALUES (101, 100)`,
      ]);
      expect(await prisma.$queryRaw`SELECT count(*)::int FROM counted`).toEqual([{ count: 3 }]);
    });
    expect(await committed('counted')).toBe(1);
  });
});

test('sequences start again in each test', async () => {
  for (let round = 0; round < 2; round++)
    await rolledBack(async () => {
      expect(await prisma.$queryRaw`INSERT INTO counted DEFAULT VALUES RETURNING id`).toEqual([{ id: 2 }]);
    });
});

test('all clients and pools of the process share the test', async () => {
  const second = new PrismaService();
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, options: '-c search_path=test_1' });
  await rolledBack(async () => {
    await prisma.demoUser.create(user('a'));
    expect(await second.demoUser.count()).toBe(1);
    // Disconnecting and connecting again changes nothing.
    await prisma.$disconnect();
    expect(await prisma.demoUser.count()).toBe(1);
    await pool.query('INSERT INTO counted DEFAULT VALUES');
    expect(await committed('counted')).toBe(1);
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query('INSERT INTO counted DEFAULT VALUES');
    client.release();
    expect((await pool.query('SELECT FROM counted')).rowCount).toBe(2);
  });
  expect(await committed('counted')).toBe(1);
  await second.$disconnect();
  await pool.end();
});

test('work that goes on after its test is refused', async () => {
  let late: Promise<unknown> = Promise.resolve();
  await rolledBack(async () => {
    await prisma.demoUser.create(user('a'));
    late = prisma.$transaction(async (tx) => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      await tx.demoUser.create(user('late'));
    });
    late.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
  await rolledBack(async () => {
    await expect(late).rejects.toThrow(/has ended/);
    expect(await prisma.demoUser.count()).toBe(0);
  });
  expect(await committed()).toBe(0);
});

test('outside of a test everything is as always', async () => {
  await rolledBack(async () => void (await prisma.demoUser.count()));
  await prisma.demoUser.create(user('kept'));
  expect(await committed()).toBe(1);
});
