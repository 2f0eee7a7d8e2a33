import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type Application, launch, startApplication } from './application';

describe('the built server', () => {
  const running: Application[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((application) => application.stop()));
  });
  const start = async (...how: Parameters<typeof startApplication>) => {
    const application = await startApplication(...how);
    running.push(application);
    return application;
  };
  /** The output of a server that can't start. */
  const failure = async (environment: NodeJS.ProcessEnv, args: string[] = []) => {
    const { exited, output } = launch(environment, args);
    expect(await exited).toBe(1);
    return output();
  };

  test.each(['production', 'development'])(
    'serves with NODE_ENV=%s, and says that it is healthy',
    async (NODE_ENV) => {
      const { url } = await start({ NODE_ENV });
      expect((await fetch(`${url}/demo/posts`)).status).toBe(200);
      expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' });
      expect(await (await fetch(url)).text()).toContain('<a href="/demo/posts">Demo posts</a>');
    },
  );

  test.each(['SIGTERM', 'SIGINT'] as const)('ends cleanly on %s', async (signal) => {
    const application = await start();
    expect(await application.stop(signal)).toBe(0);
    expect(application.output()).toContain('closed the connection');
  });

  test('shows only the address of the database, never a password', async () => {
    const application = await start();
    await application.stop();
    const { password } = new URL(process.env.DATABASE_URL ?? '');
    if (password) expect(application.output()).not.toContain(password);
    expect(application.output()).toContain('connected to ');
  });

  test('says in one line that its port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? `${address?.port}` : '';
    const output = await failure({ PORT: port });
    other.close();
    expect(output).toContain(`error: Port ${port} is already in use by another program.`);
    expect(output).not.toContain('    at ');
  });

  test.each([
    [{ DATABASE_URL: undefined }, 'DATABASE_URL is not set'],
    [{ PORT: 'http' }, 'PORT must be a number'],
    [{ SESSION_SECRET: 'short' }, 'SESSION_SECRET is too short'],
    [
      { DATABASE_URL: 'postgresql://a:hidden@127.0.0.1:1/x', DATABASE_CONNECT_TIMEOUT: '0.3' },
      'within 0.3 s',
    ],
  ])('says in one line what is wrong with %j', async (environment, message) => {
    const output = await failure(environment);
    expect(output).toContain(message);
    expect(output).not.toMatch(/ {4}at |hidden/);
  });

  test('says that tables are missing: to the log with a command, to visitors without', async () => {
    const url = new URL(process.env.DATABASE_URL ?? '');
    url.searchParams.set('schema', 'a_schema_without_tables');
    const environment = { DATABASE_URL: url.href };
    expect(await failure(environment, ['--seed'])).toContain('npx prismosaic doctor');
    const application = await start(environment);
    const answer = await fetch(`${application.url}/demo/posts`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('npx');
    expect(application.output()).toContain('npx prismosaic doctor');
  });
});
