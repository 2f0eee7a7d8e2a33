import { afterEach, describe, expect, test } from '@jest/globals';
import type { INestApplication, LoggerService } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { DatabaseModule, readinessOf } from '@prismosaic/nestjs';
import request from 'supertest';
import { PrismaService } from '../database/prisma.service';
import { HealthController } from './health.controller';

describe('the health of the application', () => {
  const url = process.env.DATABASE_URL ?? '';
  let app: INestApplication;
  let warnings: string[];

  afterEach(async () => {
    process.env.DATABASE_URL = url;
    await app.close();
  });

  async function start(
    change: (url: URL) => void,
    imports = [DatabaseModule.forRoot({ client: PrismaService })],
  ) {
    const changed = new URL(url);
    change(changed);
    process.env.DATABASE_URL = changed.href;
    warnings = [];
    const warn = (message: unknown) => void warnings.push(String(message));
    const logger: LoggerService = { log: () => undefined, warn, error: warn };
    const testing = await Test.createTestingModule({
      imports,
      controllers: [HealthController],
      providers: imports.length === 0 ? [PrismaService] : [],
    })
      .setLogger(logger)
      .compile();
    app = testing.createNestApplication();
    await app.init();
  }

  const get = async (path: string) => {
    const { status, body } = await request(app.getHttpServer()).get(path);
    return [status, body];
  };

  test('is ok when the database has the tables and columns of the client', async () => {
    await start(() => {});
    for (const path of ['/health', '/health/ready', '/health/live'])
      expect(await get(path)).toEqual([200, { status: 'ok' }]);
    expect(warnings).toEqual([]);
  });

  test('is behind when tables are missing: not ready, but alive; the log says what, visitors read nothing of it', async () => {
    await start((changed) => changed.searchParams.set('schema', 'a_schema_without_tables'));
    expect(await get('/health/ready')).toEqual([503, { status: 'behind' }]);
    expect(await get('/health/live')).toEqual([200, { status: 'ok' }]);
    expect(warnings).toEqual([
      expect.stringMatching(
        /^the database is behind the schema: it has no \w+, \w+, \w+ and \d+ more; `npx prismosaic doctor`/,
      ),
    ]);
  });

  test('is unreachable without a database: not ready, but alive', async () => {
    await start((changed) => {
      changed.host = '127.0.0.1:1';
    }, []);
    expect(await get('/health/ready')).toEqual([503, { status: 'unreachable' }]);
    expect(await get('/health/live')).toEqual([200, { status: 'ok' }]);
  });

  test('names a missing column', async () => {
    await start(() => {});
    const models = {
      DemoUser: {
        dbName: null,
        fields: [
          { name: 'id', kind: 'scalar' },
          { name: 'nickname', kind: 'scalar' },
        ],
      },
    };
    const prisma = app.get(PrismaService);
    const newer = {
      description: 'newer',
      $queryRaw: prisma.$queryRaw.bind(prisma) as never,
      $disconnect: async () => undefined,
      _runtimeDataModel: { models },
    };
    expect(await readinessOf(newer)).toEqual({ state: 'behind', missing: ['DemoUser.nickname'] });
  });
});
