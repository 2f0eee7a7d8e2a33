import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { emptyTables } from 'prismosaic/testing';
import { DemoPostStatus } from '../../client/enums';
import { PrismaService } from '../../prisma.service';

const rounds = 20;

/** The same test in several files, so that several workers run it at once: each must see only its own rows. */
export function proveIsolation(name: string): void {
  describe(`worker schemas, seen by ${name}`, () => {
    let prisma: PrismaService;
    // With the strategy `database` the worker has the application's own.
    const schema = new URL(process.env.DATABASE_URL ?? '').searchParams.get('schema') ?? 'public';
    const author = { name, email: `${name}@example.com` };
    const post = (title: string) => ({ title, author: { connect: { email: author.email } } });

    beforeAll(() => {
      prisma = new PrismaService();
    });
    beforeEach(async () => {
      await emptyTables(prisma);
      await prisma.demoUser.create({ data: author });
    });
    afterAll(async () => {
      await emptyTables(prisma);
      await prisma.$disconnect();
    });

    const onlyMine = async (posts: number) => {
      expect(await prisma.demoUser.findMany({ select: { name: true } })).toEqual([{ name }]);
      expect(await prisma.demoPost.count()).toBe(posts);
      expect(await prisma.$queryRaw`SELECT DISTINCT title FROM "DemoPost"`).toEqual([{ title: name }]);
    };

    test('model queries and raw SQL', async () => {
      for (let round = 1; round <= rounds; round++) {
        await prisma.demoPost.create({ data: post(name) });
        await prisma.$executeRaw`INSERT INTO "DemoPost" (id, title, "authorId", "updatedAt")
          SELECT gen_random_uuid()::text, ${name}, id, now() FROM "DemoUser"`;
        await onlyMine(round * 2);
      }
    });

    test('enums', async () => {
      for (const status of Object.values(DemoPostStatus)) {
        await prisma.demoPost.create({ data: { ...post(name), status } });
      }
      const rows = await prisma.$queryRaw<
        { schema: string }[]
      >`SELECT DISTINCT typnamespace::regnamespace::text AS schema
        FROM pg_type WHERE oid = (SELECT pg_typeof(status)::oid FROM "DemoPost" LIMIT 1)`;
      expect(rows).toEqual([{ schema }]);
      expect(
        await prisma.$queryRaw`SELECT status::text FROM "DemoPost"
        WHERE status = 'ARCHIVED'::"DemoPostStatus"`,
      ).toEqual([{ status: 'ARCHIVED' }]);
    });

    test('interactive transactions, several at once, one rolled back', async () => {
      const write = (fail: boolean) =>
        prisma.$transaction(async (transaction) => {
          await transaction.demoPost.create({ data: post(name) });
          await transaction.$executeRaw`UPDATE "DemoPost" SET title = ${name}`;
          await transaction.$queryRaw`SELECT pg_sleep(0.01)::text`;
          if (fail) throw new Error('rolled back on purpose');
        });
      const results = await Promise.allSettled([write(false), write(true), write(false)]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      await onlyMine(2);
    });

    test('raw SQL that names another schema is refused', async () => {
      const others = ['public', 'test_1', 'test_2', 'test_3'].filter((other) => other !== schema);
      for (const other of others) {
        // Another schema may not have the table. In both cases, no row of it can be reached.
        const reach = (sql: string) =>
          prisma.$executeRawUnsafe(sql.replace('OTHER', `"${other}"."DemoUser"`));
        await expect(reach('DELETE FROM OTHER')).rejects.toThrow(/permission denied|does not exist/);
        await expect(
          reach(`INSERT INTO OTHER (id, name, email, "updatedAt") VALUES ('x', 'x', 'x', now())`),
        ).rejects.toThrow(/permission denied|does not exist/);
      }
      await expect(prisma.$executeRawUnsafe('CREATE TABLE public.mine ()')).rejects.toThrow(
        /permission denied/,
      );
    });
  });
}
