import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Controller, Get, Post, Req } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import type { Request } from 'express';
import request from 'supertest';
import { PrismaService } from '../database/prisma.service';
import { PageModule } from '../page/page.module';
import { configureHttp } from './configure';
import { csrfToken } from './csrf';

@Controller()
class FailingController {
  constructor(private readonly prisma: PrismaService) {}

  @Get('bug')
  bug(): void {
    throw new Error('a secret of the inside');
  }

  @Post('bug')
  posted(): void {
    throw new Error('a secret of the inside');
  }

  @Get('token')
  token(@Req() incoming: Request): string {
    return csrfToken(incoming);
  }

  @Get('not-migrated')
  async table(): Promise<void> {
    await this.prisma.demoPost.findMany();
  }

  @Get('not-migrated-raw')
  async raw(): Promise<void> {
    await this.prisma.$queryRaw`SELECT 1 FROM "NoSuchTable"`;
  }

  @Post('echo')
  echo(): string {
    return 'passed';
  }
}

/** Starts the controller with the application's setup, on the given database URL. */
async function start(databaseUrl: string, environment: NodeJS.ProcessEnv = {}) {
  const before = process.env.DATABASE_URL;
  process.env.DATABASE_URL = databaseUrl;
  const testing = await Test.createTestingModule({
    imports: [PageModule.forRoot([])],
    controllers: [FailingController],
    providers: [PrismaService],
  }).compile();
  process.env.DATABASE_URL = before;
  const app = testing.createNestApplication<NestExpressApplication>({ bodyParser: false, logger: ['fatal'] });
  configureHttp(app, environment);
  await app.init();
  return app;
}

describe('an error', () => {
  let app: NestExpressApplication;
  const get = (path: string) => request(app.getHttpServer()).get(path);

  beforeAll(async () => {
    const url = new URL(process.env.DATABASE_URL ?? '');
    url.searchParams.set('schema', 'a_schema_without_tables');
    app = await start(url.href);
  });
  afterAll(async () => {
    await app.get(PrismaService).$disconnect();
    await app.close();
  });

  test('that is unexpected is a page with 500 that shows no internal details', async () => {
    const answer = await get('/bug').expect(500).expect('content-type', /html/);
    expect(answer.text).toContain('Something went wrong');
    expect(answer.text).not.toContain('secret');
  });

  test('offers to try again: the address, or the form with all its fields, never to another host', async () => {
    expect((await get('/bug?a=1&b="')).text).toContain('href="/bug?a=1&amp;b=%22"');
    expect((await get('//evil.example/..;/bug')).text).not.toContain('href="//');
    expect((await get('/nowhere')).text).not.toContain('Try again');
    const agent = request.agent(app.getHttpServer());
    const _csrf = (await agent.get('/token')).text;
    const post = (body: Record<string, string>) =>
      agent
        .post('/bug')
        .type('form')
        .send({ _csrf, ...body });
    const answer = await post({ title: '"<x>' }).expect(500);
    expect(answer.text).toMatch(/<form action="\/bug" method="post">.*name="title" value="&quot;&lt;x&gt;"/s);
    expect(answer.text).toContain('Send it again');
    expect((await post({ password: 'p4ss' }).expect(500)).text).not.toContain('p4ss');
  });

  test('is JSON for a program that asks for it', async () => {
    const answer = await get('/bug').set('accept', 'application/json').expect(500);
    expect(answer.body).toEqual({ statusCode: 500, message: expect.not.stringContaining('secret') });
  });

  test('about an unknown address is a page with 404, even when the address contains HTML', async () => {
    const answer = await get('/%3Cscript%3E').expect(404);
    expect(answer.text).toContain('Page not found');
    expect(answer.text).not.toContain('<script');
    await get('/%').expect((got) => expect([400, 404]).toContain(got.status));
  });

  test.each(['/not-migrated', '/not-migrated-raw'])(
    'for a missing table shows developers a command, and visitors none (%s)',
    async (path) => {
      const answer = await get(path).expect(503);
      expect(answer.text).toContain('This page is being updated');
      expect(answer.text).not.toContain('npx');
      const before = process.env.NODE_ENV;
      process.env.NODE_ENV = 'development';
      const developing = await get(path).expect(503);
      process.env.NODE_ENV = before;
      expect(developing.text).toContain('npx prismosaic doctor');
    },
  );

  test('while the database can’t be reached is a page with 503 that asks to come back', async () => {
    const unreachable = await start('postgresql://ada:pw@127.0.0.1:1/app');
    const answer = await request(unreachable.getHttpServer())
      .get('/not-migrated')
      .expect(503)
      .expect('retry-after', '30');
    expect(answer.text).toContain('The database is unavailable');
    expect(answer.text).not.toContain('127.0.0.1');
    await unreachable.close();
  });
});

describe('every answer', () => {
  let app: NestExpressApplication;
  beforeAll(async () => {
    app = await start('postgresql://ada:pw@127.0.0.1:1/app');
  });
  afterAll(() => app.close());

  test('forbids scripts, inline styles, foreign forms and frames', async () => {
    const { headers } = await request(app.getHttpServer()).get('/nowhere');
    const policy = `${headers['content-security-policy']}`;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src|unsafe/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  test('to a request that changes something without a token is 403, JSON and odd cookies included', async () => {
    const http = request(app.getHttpServer());
    await http.post('/echo').expect(403);
    await http.post('/echo').send({ _csrf: 'x' }).expect(403);
    await http.post('/echo').set('cookie', 'csrf=j:{}').send({ _csrf: {} }).expect(403);
    await http.get('/nowhere').set('cookie', 'csrf=j:{}; notice=j:[]').expect(404);
  });
});
