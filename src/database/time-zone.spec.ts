import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { Scratch } from '../../build/test-kit/scratch';
import { PrismaService } from './prisma.service';

const scratch = new Scratch();

beforeAll(async () => {
  await scratch.server.start();
  scratch.migration(
    '1_clock',
    'CREATE TABLE "Clock" (id TEXT PRIMARY KEY, at TIMESTAMPTZ(3), plain TIMESTAMP(3), day DATE, time TIME(3))',
  );
});
afterAll(() => scratch.remove());

async function ask(url: URL, sql: string): Promise<void> {
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** Around the change to summer time in New York, and in a zone of half hours. */
const moments = ['2026-03-08T06:59:59.999Z', '2026-03-08T07:00:00.000Z', '2026-07-01T00:30:00.000Z'];

describe.each<[string, (url: URL) => Promise<void> | void]>([
  ['of the server', () => undefined],
  ['in the URL', (url) => url.searchParams.set('options', '-c TimeZone=America/New_York')],
  ['of the role', (url) => ask(url, `ALTER ROLE CURRENT_USER SET timezone = 'Asia/Kolkata'`)],
])('with the time zone %s', (_where, arrange) => {
  let prisma: PrismaService;
  beforeAll(async () => {
    const { urls } = await scratch.prepare(1);
    const url = new URL(urls[0] ?? '');
    await arrange(url);
    const before = process.env.DATABASE_URL;
    process.env.DATABASE_URL = url.href;
    prisma = new PrismaService();
    process.env.DATABASE_URL = before;
  });
  afterAll(() => prisma.$disconnect());

  test.each(moments)('%s is written and read as the same moment', async (moment) => {
    const at = new Date(moment);
    await prisma.$executeRaw`DELETE FROM "Clock"`;
    await prisma.$executeRaw`INSERT INTO "Clock" VALUES ('1', ${at}, ${at}, ${at}, ${at})`;
    const [row] = await prisma.$queryRaw<Record<string, unknown>[]>`
      SELECT at, plain, day::text, time::text, plain::text AS wall, extract(epoch FROM at)::float8 AS epoch FROM "Clock"`;
    expect(row).toEqual({
      at,
      plain: at,
      day: moment.slice(0, 10),
      time: expect.stringContaining(moment.slice(11, 19)),
      wall: expect.stringContaining(moment.slice(0, 19).replace('T', ' ')),
      epoch: at.getTime() / 1000,
    });
    expect(await prisma.$queryRaw`SELECT id FROM "Clock" WHERE at >= ${at} AND at <= ${at}`).toHaveLength(1);
    expect(await prisma.$queryRaw`SELECT id FROM "Clock" WHERE at > ${at} OR at < ${at}`).toHaveLength(0);
  });

  test('the server’s own now() is now', async () => {
    const [row] = await prisma.$queryRaw<{ now: Date; epoch: number }[]>`
      SELECT now(), extract(epoch FROM now())::float8 AS epoch`;
    expect((row?.now.getTime() ?? 0) / 1000).toBeCloseTo(row?.epoch ?? -1, 2);
  });
});
