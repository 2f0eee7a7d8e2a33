import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Controller, Get, type LoggerService } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { DatabaseModule, SetupError } from '@prismosaic/nestjs';
import { Client } from 'pg';
import request from 'supertest';
import { PrismaService } from './prisma.service';

@Controller()
class SlowController {
  constructor(private readonly prisma: PrismaService) {}

  @Get()
  async answer(): Promise<string> {
    await this.prisma.$executeRaw`SELECT pg_sleep(0.3)`;
    return `${await this.prisma.demoUser.count()} users`;
  }
}

describe('DatabaseModule', () => {
  const url = process.env.DATABASE_URL ?? '';
  let logged: string[];
  let onWarning: () => void;

  beforeEach(() => {
    logged = [];
    onWarning = () => {};
  });
  afterEach(() => {
    process.env.DATABASE_URL = url;
  });

  const log = (message: unknown, context: unknown) => {
    if (context === 'Database') logged.push(String(message));
  };
  const logger: LoggerService = {
    log,
    error: log,
    warn: (message: unknown, context: unknown) => {
      log(message, context);
      onWarning();
    },
  };

  /** Boots with a change to the worker's URL. */
  async function boot(change: (url: URL) => void = () => {}, connectTimeout?: number) {
    const changed = new URL(url);
    change(changed);
    process.env.DATABASE_URL = changed.href;
    const testing = await Test.createTestingModule({
      imports: [DatabaseModule.forRoot({ client: PrismaService, connectTimeout })],
      controllers: [SlowController],
    })
      .setLogger(logger)
      .compile();
    const app = testing.createNestApplication();
    return app.init();
  }

  const at = (port: number) => (changed: URL) => {
    changed.hostname = '127.0.0.1';
    changed.port = String(port);
    changed.password = 'not-to-be-seen';
  };

  test('says that it connected and that it closed, and never a password', async () => {
    const app = await boot();
    await app.close();
    const place = new RegExp(`${new URL(url).pathname.slice(1)}$`);
    expect(logged).toEqual([
      expect.stringMatching(/^connected to /),
      expect.stringMatching(/^closed the connection to /),
    ]);
    for (const line of logged) expect(line).toMatch(place);
    const { password } = new Client({ connectionString: url });
    if (password) expect(logged.join()).not.toContain(password);
  });

  test('answers requests that are under way before it closes', async () => {
    const app = await boot();
    await app.listen(0, '127.0.0.1');
    const slow = request(await app.getUrl())
      .get('/')
      .then((answer) => answer);
    await once(app.getHttpServer(), 'request');
    await app.close();
    expect(await slow).toMatchObject({ status: 200, text: expect.stringMatching(/^\d+ users$/) });
  });

  test('waits for a database that is not up yet, and says for what', async () => {
    const port = await freePort();
    const { hostname, port: real } = new URL(url);
    let relay: Server | undefined;
    onWarning = () => {
      relay ??= createServer((socket) => {
        const onward = connect(Number(real || 5432), hostname);
        for (const end of [socket, onward]) end.on('error', () => undefined);
        socket.pipe(onward).pipe(socket);
      }).listen(port, '127.0.0.1');
    };
    const app = await boot((changed) => {
      changed.hostname = '127.0.0.1';
      changed.port = String(port);
    });
    await app.close();
    relay?.close();
    expect(logged[0]).toContain(`waiting for 127.0.0.1:${port}/`);
    expect(logged.at(-2)).toContain('connected to');
  });

  test('gives up after the set time, with the reason and without the password', async () => {
    const port = await freePort();
    const failure = await boot(at(port), 0.6).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SetupError);
    expect(String(failure)).toMatch(
      new RegExp(`127.0.0.1:${port}/\\S+ could not be reached within 0.6 s: .*${port}`),
    );
    expect(logged.length).toBeGreaterThan(1);
    expect(String(failure) + logged.join()).not.toContain('not-to-be-seen');
  });

  test('waits for a server that accepts and then says nothing, too', async () => {
    const port = await freePort();
    const silent = createServer(() => undefined).listen(port, '127.0.0.1');
    await once(silent, 'listening');
    const booting = boot((changed) => {
      at(port)(changed);
      changed.searchParams.set('connect_timeout', '1');
    }, 0.1);
    await expect(booting).rejects.toThrow(/could not be reached within 0.1 s/);
    silent.close();
  });

  test.each([
    [
      'an unknown user',
      (changed: URL) => {
        changed.username = 'nobody_of_this_name';
      },
    ],
    [
      'an unknown database',
      (changed: URL) => {
        changed.pathname = '/no_database_of_this_name';
      },
    ],
  ])('fails at once for %s', async (_what, change) => {
    const failure = await boot(change).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SetupError);
    expect(String(failure)).toMatch(/refused the connection: .*_of_this_name/);
    expect(logged).toEqual([]);
  });

  test('refuses an invalid DATABASE_CONNECT_TIMEOUT', async () => {
    process.env.DATABASE_CONNECT_TIMEOUT = 'soon';
    try {
      await expect(boot()).rejects.toThrow(
        'DATABASE_CONNECT_TIMEOUT must be a number of seconds, but is "soon"',
      );
    } finally {
      delete process.env.DATABASE_CONNECT_TIMEOUT;
    }
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
