import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Controller, Get, type LoggerService, Param } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { DatabaseModule } from '@prismosaic/nestjs';
import { emptyTables } from 'prismosaic/testing';
import request from 'supertest';
import { PrismaService } from '../database/prisma.service';
import { HealthController } from '../home/health.controller';
import { PageModule } from '../page/page.module';
import { configureHttp } from './configure';

@Controller('pool')
class PoolController {
  constructor(private readonly prisma: PrismaService) {}

  @Get('slow/:seconds')
  async slow(@Param('seconds') seconds: string): Promise<string> {
    await this.prisma.$queryRaw`SELECT pg_sleep(${Number(seconds)})::text`;
    return 'slow';
  }

  @Get('fast')
  async fast(): Promise<string> {
    await this.prisma.$queryRaw`SELECT 1`;
    return 'fast';
  }

  @Get('users/:how')
  async users(@Param('how') how: string): Promise<string> {
    if (how === 'model') return String(await this.prisma.demoUser.count());
    const [row] = await this.prisma.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM "DemoUser"`;
    return String(row?.n);
  }

  @Get('transaction')
  async transaction(): Promise<string> {
    return this.prisma.$transaction(async () => 'done', { maxWait: 200 });
  }
}

describe('with one connection, and a statement on it', () => {
  const url = process.env.DATABASE_URL ?? '';
  let app: NestExpressApplication;
  let warnings: string[];

  async function start(parameters: Record<string, string>): Promise<void> {
    const changed = new URL(url);
    for (const [name, value] of Object.entries({ connection_limit: '1', ...parameters })) {
      changed.searchParams.set(name, value);
    }
    process.env.DATABASE_URL = changed.href;
    warnings = [];
    const log = (message: unknown) => warnings.push(String(message));
    const logger: LoggerService = { log: () => undefined, warn: log, error: log };
    const testing = await Test.createTestingModule({
      imports: [DatabaseModule.forRoot({ client: PrismaService }), PageModule.forRoot([])],
      controllers: [PoolController, HealthController],
    })
      .setLogger(logger)
      .compile();
    app = testing.createNestApplication<NestExpressApplication>({ bodyParser: false });
    configureHttp(app);
    await app.listen(0, '127.0.0.1');
  }
  afterEach(async () => {
    process.env.DATABASE_URL = url;
    await app.close();
  });

  const get = (path: string) => request(app.getHttpServer()).get(path);
  /** A slow request whose statement is on the only connection by now. */
  async function occupy(seconds: number) {
    const answer = get(`/pool/slow/${seconds}`).then(({ status }) => status);
    while (!app.get(PrismaService).adapter.busy) await new Promise((resolve) => setTimeout(resolve, 5));
    return answer;
  }
  const statuses = async (path: string, requests: number) =>
    (await Promise.all(Array.from({ length: requests }, () => get(path)))).map(({ status }) => status);

  test('lets requests wait longer than an attempt to connect may take', async () => {
    await start({ connect_timeout: '1', pool_timeout: '60' });
    const slow = occupy(2);
    await Promise.all([slow, statuses('/pool/fast', 10)]).then((answers) =>
      expect(answers).toEqual([200, Array(10).fill(200)]),
    );
  });

  test('answers requests that waited too long with 503 and a message about load, in one line of the log', async () => {
    await start({ pool_timeout: '1' });
    const slow = occupy(3);
    const answers = await Promise.all(Array.from({ length: 10 }, () => get('/pool/fast')));
    for (const answer of answers) {
      expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
      expect(answer.text).toContain('Too busy at the moment');
      expect(answer.text).not.toContain('unavailable');
    }
    expect(warnings).toEqual([expect.stringMatching(/^Too busy at the moment: .*503/)]);
    expect(await slow).toBe(200);
    expect(await statuses('/pool/fast', 10)).toEqual(Array(10).fill(200));
  });

  test('is healthy in the meantime, without a wait', async () => {
    await start({ pool_timeout: '60' });
    const slow = occupy(2);
    const answer = await get('/health').expect(200);
    expect(answer.body).toEqual({ status: 'busy' });
    expect(await Promise.race([slow, 'still running'])).toBe('still running');
    expect(await slow).toBe(200);
    expect((await get('/health').expect(200)).body).toEqual({ status: 'ok' });
  });

  test('answers 503 to a transaction that could not start', async () => {
    await start({ pool_timeout: '60' });
    const slow = occupy(2);
    const answer = await get('/pool/transaction').expect(503);
    expect(answer.text).toContain('Too busy at the moment');
    expect(await slow).toBe(200);
    await get('/pool/transaction').expect(200, 'done');
  });
});

describe('with a table that another session has locked', () => {
  const url = process.env.DATABASE_URL ?? '';
  let app: NestExpressApplication;
  let locking: PrismaService;

  beforeAll(async () => {
    locking = new PrismaService();
    await emptyTables(locking);
    const changed = new URL(url);
    for (const [name, value] of Object.entries({ connection_limit: '2', lock_timeout: '300ms' }))
      changed.searchParams.set(name, value);
    process.env.DATABASE_URL = changed.href;
    const testing = await Test.createTestingModule({
      imports: [DatabaseModule.forRoot({ client: PrismaService }), PageModule.forRoot([])],
      controllers: [PoolController, HealthController],
    }).compile();
    process.env.DATABASE_URL = url;
    app = testing.createNestApplication<NestExpressApplication>({ bodyParser: false, logger: ['fatal'] });
    configureHttp(app);
    await app.listen(0, '127.0.0.1');
  });
  afterAll(async () => {
    await app.close();
    await locking.$disconnect();
  });

  test.each(['model', 'raw'])(
    'a %s query is given up after a time, and the connection is free again',
    async (how) => {
      await locking.$transaction(async (tx) => {
        await tx.$executeRaw`LOCK TABLE "DemoUser" IN ACCESS EXCLUSIVE MODE`;
        const requests = Array.from({ length: 4 }, () =>
          request(app.getHttpServer()).get(`/pool/users/${how}`),
        );
        for (const answer of await Promise.all(requests)) {
          expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
          expect(answer.text).toContain('This took too long');
        }
        await request(app.getHttpServer()).get('/pool/fast').expect(200);
      });
      await request(app.getHttpServer()).get(`/pool/users/${how}`).expect(200, '0');
    },
  );
});
