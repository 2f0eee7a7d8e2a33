import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { wasmEngine } from '../host/select-engine';
import { embeddedBinaries } from '../testing/binaries';
import { PostgresServer } from '../testing/postgres-server';
import { finished, HEAD } from '../testing/project';
import { asleep } from '../testing/victims';
import { DATASOURCE_VARIABLE } from './arguments';

// The engine as a program, without Prisma's command line.
let server: PostgresServer;

beforeAll(async () => {
  server = await PostgresServer.start(embeddedBinaries());
});
afterAll(() => server.stop());

function start(url: string, ...args: string[]): ChildProcess {
  const env = { ...process.env, [DATASOURCE_VARIABLE]: JSON.stringify({ url }) };
  return spawn(process.execPath, [wasmEngine, ...args], { env });
}

const filters = { externalTables: [], externalEnums: [] };
const migrationsList = (script: string) => ({
  baseDir: '/x',
  lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"' },
  shadowDbInitScript: '',
  migrationDirectories: [
    { path: '1_one', migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: script } } },
  ],
});

interface Message {
  id: number | string;
  method?: string;
  result?: unknown;
  error?: { code: number; data?: { message: string; error_code?: string } };
}

/** A conversation with the engine. */
function talk(child: ChildProcess) {
  if (child.stdout === null || child.stdin === null) throw new Error('The engine has no pipes.');
  const { stdin } = child;
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    send: (message: object) => stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`),
    async receive(): Promise<Message> {
      const { value } = await lines.next();
      return JSON.parse(value);
    },
    end: async () => {
      stdin.end();
      const [status] = await once(child, 'exit');
      return status;
    },
  };
}

test('requests are answered in order, with null where there is no result', async () => {
  const engine = talk(start(server.url('postgres')));
  engine.send({ id: 1, method: 'getDatabaseVersion', params: {} });
  engine.send({
    id: 2,
    method: 'dbExecute',
    params: { datasourceType: { tag: 'url', url: server.url('postgres') }, script: 'SELECT 1' },
  });
  engine.send({ id: 3, method: 'nonsense', params: {} });
  expect(await engine.receive()).toMatchObject({ id: 1, result: expect.stringMatching(/^PostgreSQL 18/) });
  expect(await engine.receive()).toEqual({ jsonrpc: '2.0', id: 2, result: null });
  expect(await engine.receive()).toMatchObject({ id: 3, error: { code: -32601 } });
  expect(await engine.end()).toBe(0);
});

test('a diff is printed by the command line, and answered when that is done', async () => {
  const engine = talk(start('postgresql://nowhere.invalid/none'));
  const files = [{ path: 'a.prisma', content: `${HEAD}\nmodel A {\n  id Int @id\n}\n` }];
  const params = {
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: true,
    filters,
  };
  engine.send({ id: 1, method: 'diff', params });
  const print = await engine.receive();
  expect(print).toMatchObject({
    method: 'print',
    params: { content: expect.stringMatching(/CREATE TABLE "A"[\s\S]*;$/) },
  });
  engine.send({ id: print.id, result: {} });
  expect(await engine.receive()).toEqual({ jsonrpc: '2.0', id: 1, result: { exitCode: 2 } });
  expect(await engine.end()).toBe(0);
});

test('stopped in the middle of a request, it answers with a failure and fails', async () => {
  for (const [database, signal] of [
    ['by_signal', 'SIGTERM'],
    ['by_interrupt', 'SIGINT'],
  ] as const) {
    await server.createDatabase(database);
    const child = start(server.url(database));
    const engine = talk(child);
    engine.send({
      id: 1,
      method: 'applyMigrations',
      params: { migrationsList: migrationsList('SELECT pg_sleep(60)'), filters },
    });
    await asleep(server, database);
    child.kill(signal);
    expect(await engine.receive()).toMatchObject({ method: 'print' });
    expect(await engine.receive()).toMatchObject({ id: 1, error: { code: 4466 } });
    const [status] = await once(child, 'exit');
    expect(status).toBe(1);
  }
});

test('a panic of the engine is an answer, and the next request is served or refused, not lost', async () => {
  const engine = talk(start(server.url('postgres')));
  engine.send({ id: 1, method: 'debugPanic' });
  expect(await engine.receive()).toMatchObject({
    id: 1,
    error: { data: { message: expect.stringContaining('artificial panic') } },
  });
  engine.send({ id: 2, method: 'getDatabaseVersion', params: {} });
  expect(await engine.receive()).toMatchObject({ id: 2 });
});

test('short commands report errors in log lines', async () => {
  const lines = async (url: string, command: string) => {
    const { status, output } = await finished(start(url, 'cli', command));
    return {
      status,
      logged: output
        .split('\n')
        .slice(1)
        .map((line) => JSON.parse(line)),
    };
  };
  const missing = server.url('not there');
  expect(await lines(missing, 'can-connect-to-database')).toMatchObject({
    status: 1,
    logged: [{ level: 'ERROR', target: 'schema_engine::logger', fields: { error_code: 'P1003' } }],
  });
  expect(await lines(missing, 'create-database')).toMatchObject({ status: 0 });
  expect(await lines(missing, 'create-database')).toMatchObject({
    status: 1,
    logged: [{ fields: { error_code: 'P1009' } }],
  });
  expect(await lines(missing, 'can-connect-to-database')).toMatchObject({ status: 0 });
});

test('an unknown argument is refused', async () => {
  const { status, output } = await finished(start(server.url('postgres'), '--frobnicate', 'x'));
  expect(status).toBe(1);
  expect(output).toContain('--frobnicate');
});
