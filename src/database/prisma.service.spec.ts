import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { emptyTables } from 'prismosaic/testing';
import { PrismaService } from './prisma.service';

describe('PrismaService', () => {
  const url = process.env.DATABASE_URL ?? '';
  const opened: PrismaService[] = [];

  /** A client for this worker's database, with other parameters in its URL. */
  function open(parameters: Record<string, string> = {}): PrismaService {
    const [address, query] = url.split('?');
    const all = new URLSearchParams(query);
    for (const [name, value] of Object.entries(parameters)) all.set(name, value);
    process.env.DATABASE_URL = `${address}?${all}`;
    const prisma = new PrismaService();
    opened.push(prisma);
    return prisma;
  }

  const setting = async (prisma: PrismaService, name: string) => {
    const rows = await prisma.$queryRaw<{ value: string }[]>`SELECT current_setting(${name}) AS value`;
    return rows[0]?.value;
  };

  let prisma: PrismaService;
  beforeAll(async () => {
    prisma = open();
    await emptyTables(prisma);
  });
  afterAll(async () => {
    await prisma.demoUser.deleteMany();
    await Promise.all(opened.map((client) => client.$disconnect()));
    process.env.DATABASE_URL = url;
  });

  test('sends model queries, raw SQL and transactions to the schema of the URL', async () => {
    const schema = new URL(url).searchParams.get('schema') ?? 'public';
    expect(await prisma.$queryRaw`SELECT current_schema() AS name`).toEqual([{ name: schema }]);

    await prisma.demoUser.create({ data: { name: 'Model', email: 'model@example.com' } });
    await prisma.$executeRaw`INSERT INTO "DemoUser" (id, name, email, "updatedAt") VALUES ('raw', 'Raw', 'raw@example.com', now())`;
    await prisma.$transaction(async (transaction) => {
      await transaction.$executeRaw`INSERT INTO "DemoUser" (id, name, email, "updatedAt") VALUES ('inside', 'Inside', 'inside@example.com', now())`;
      expect(await transaction.demoUser.count()).toBe(3);
    });
    expect(await prisma.$queryRaw`SELECT count(*)::int AS rows FROM "DemoUser"`).toEqual([{ rows: 3 }]);
  });

  test.each(['two words', 'Qu"ote', 'back\\slash', "it's", 'a, public', 'Ünïcode'])(
    'quotes a schema named %j for both',
    async (schema) => {
      const odd = open({ schema });
      expect(await setting(odd, 'search_path')).toBe(`"${schema.replaceAll('"', '""')}"`);
      await expect(odd.demoUser.count()).rejects.toMatchObject({
        code: 'P2021',
        meta: { driverAdapterError: { cause: { originalMessage: expect.stringContaining(schema) } } },
      });
      await expect(odd.$queryRaw`SELECT 1 FROM "DemoUser"`).rejects.toThrow('does not exist');
    },
  );

  test('keeps the options that the URL brings', async () => {
    const own = open({ options: '-c statement_timeout=12345' });
    expect(await setting(own, 'statement_timeout')).toBe('12345ms');
    expect(await own.$queryRaw`SELECT current_schema() AS name`).toEqual([
      { name: new URL(url).searchParams.get('schema') ?? 'public' },
    ]);
  });

  test('reads DATABASE_URL when it is created, and fails without it', () => {
    delete process.env.DATABASE_URL;
    expect(() => new PrismaService()).toThrow('DATABASE_URL is not set');
  });
});
