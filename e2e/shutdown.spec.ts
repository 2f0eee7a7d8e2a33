import { once } from 'node:events';
import http from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { type Application, startApplication } from './application';

/** A session that keeps the table of the posts locked, so that the page of the posts waits. */
let locking: Client;
let application: Application;

const address = () => {
  const url = new URL(process.env.DATABASE_URL ?? '');
  for (const name of ['lock_timeout', 'statement_timeout']) url.searchParams.set(name, '0');
  return url;
};

beforeAll(async () => {
  const url = address();
  const schema = url.searchParams.get('schema');
  url.search = '';
  locking = new Client({ connectionString: url.href, options: `-c search_path=${schema}` });
  await locking.connect();
});
afterAll(() => locking.end());

beforeEach(async () => {
  application = await startApplication({ DATABASE_URL: address().href, SHUTDOWN_TIMEOUT: '1' });
  await locking.query('BEGIN; LOCK TABLE "DemoPost" IN ACCESS EXCLUSIVE MODE');
});
afterEach(async () => {
  await locking.query('ROLLBACK');
  application.process.kill('SIGKILL');
});

interface Answer {
  status: number | undefined;
  connection: string | undefined;
}

/** Sends a request on a connection that is kept alive. */
function get(path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const agent = new http.Agent({ keepAlive: true });
    http
      .get(application.url + path, { agent }, (response) => {
        response.resume().on('end', () => {
          resolve({ status: response.statusCode, connection: response.headers.connection });
        });
      })
      .on('error', reject);
  });
}

async function waiting(): Promise<number> {
  const { rows } = await locking.query(
    `SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND relation = '"DemoPost"'::regclass`,
  );
  return rows[0].n;
}

/** A request whose statement waits for the lock by now. */
async function stuck() {
  const answer = get('/demo/posts').catch((error: Error) => error.message);
  while ((await waiting()) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  return { answer };
}

describe('after SIGTERM', () => {
  test('a request that the application has is answered, and its connection closed; the exit code is 0', async () => {
    const { answer } = await stuck();
    const exited = application.stop('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 200));
    await locking.query('ROLLBACK');
    expect(await answer).toEqual({ status: 200, connection: 'close' });
    expect(await exited).toBe(0);
    expect(application.output()).toContain('closed the connection');
  });

  test('no new connection is accepted', async () => {
    const { answer } = await stuck();
    const exited = application.stop('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 200));
    await expect(get('/health')).rejects.toThrow('ECONNREFUSED');
    await exited;
    await answer;
  });

  test('a statement that does not end is cancelled after the time-out, its request answered; the exit code is 1', async () => {
    const { answer } = await stuck();
    const exited = application.stop('SIGTERM');
    expect(await answer).toEqual({ status: 503, connection: 'close' });
    expect(await exited).toBe(1);
    expect(await waiting()).toBe(0);
    expect(application.output()).toContain(
      'requests that still ran after 1 s (SHUTDOWN_TIMEOUT): 1; cancelled statements: 1',
    );
  });

  test('a second signal ends it at once', async () => {
    await stuck();
    application.process.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const exited = once(application.process, 'exit');
    application.process.kill('SIGINT');
    expect(await exited).toEqual([130, null]);
  });
});

test('a wrong SHUTDOWN_TIMEOUT is refused at the start', async () => {
  await expect(startApplication({ SHUTDOWN_TIMEOUT: 'soon' })).rejects.toThrow(
    'error: SHUTDOWN_TIMEOUT must be a number of seconds, but is "soon".',
  );
});
