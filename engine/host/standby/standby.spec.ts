import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { embeddedBinaries } from '../../testing/binaries';
import { PostgresServer } from '../../testing/postgres-server';
import { finished } from '../../testing/project';
import { settled } from '../../testing/victims';
import { called, callFor, onStandby } from './testing';

let server: PostgresServer;

beforeAll(async () => {
  server = await PostgresServer.start(embeddedBinaries());
});
afterAll(() => server.stop());

/** What the engine answers to its only request. */
async function answer(engine: ChildProcess, method: string, params?: object): Promise<string> {
  const result = finished(engine);
  engine.stdin?.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })}\n`);
  engine.stdout?.once('data', () => engine.stdin?.end());
  const { status, output } = await result;
  expect({ status, output }).toEqual({ status: 0, output });
  return output;
}

const NOWHERE = 'postgresql://u:p@127.0.0.1:1/x';

test('one engine on standby answers short commands, each like a newly started one, and then the conversation', async () => {
  const standby = onStandby();
  expect(await finished(called(standby, NOWHERE))).toMatchObject({
    status: 1,
    output: expect.stringContaining('P1001'),
  });
  const missing = server.url('made by a short command');
  expect(await finished(called(standby, missing))).toMatchObject({
    status: 1,
    output: expect.stringContaining('P1003'),
  });
  expect(await finished(called(standby, missing, ['cli', 'create-database']))).toMatchObject({ status: 0 });
  expect(await finished(called(standby, missing))).toMatchObject({
    status: 0,
    output: expect.stringContaining('Done'),
  });
  const engine = called(standby, missing, []);
  expect(await answer(engine, 'getDatabaseVersion')).toContain('PostgreSQL 18');
  expect(standby.call(callFor(missing))).toBeUndefined();
});

test('the conversation uses its own database, also when the short command used another one', async () => {
  await server.createDatabase('looked_at');
  await server.createDatabase('talked_to');
  const standby = onStandby();
  expect(await finished(called(standby, server.url('looked_at')))).toMatchObject({ status: 0 });
  const engine = called(standby, server.url('talked_to'), []);
  const script = 'CREATE TABLE here ()';
  const params = { datasourceType: { tag: 'schema', files: [], configDir: '.' }, script };
  expect(await answer(engine, 'dbExecute', params)).toContain('"result":null');
  const tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
  expect(await server.query('talked_to', tables)).toEqual([{ tablename: 'here' }]);
  expect(await server.query('looked_at', tables)).toEqual([]);
});

test('a connection that was lost since the short command is opened again', async () => {
  await server.createDatabase('lost');
  const standby = onStandby();
  expect(await finished(called(standby, server.url('lost')))).toMatchObject({ status: 0 });
  const { rows } = await terminated('lost');
  expect(rows).toHaveLength(1);
  const engine = called(standby, server.url('lost'), []);
  expect(await answer(engine, 'getDatabaseVersion')).toContain('PostgreSQL 18');
});

test('it is not used for URLs that need authorities which it has not read', () => {
  const standby = onStandby();
  const { options, ...rest } = callFor(`${NOWHERE}?sslmode=verify-full`);
  const env = { ...options.env, NODE_EXTRA_CA_CERTS: '/somewhere' };
  expect(standby.call({ ...rest, options: { ...options, env } })).toBeUndefined();
});

test('it is not used for callers that need other pipes', () => {
  const standby = onStandby();
  expect(standby.call(callFor(NOWHERE, [], 'inherit'))).toBeUndefined();
});

/** Ends the sessions in a database, and waits until the client has heard of it. */
async function terminated(database: string): Promise<{ rows: object[] }> {
  const rows = await server.query<object>(
    'postgres',
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`,
  );
  await settled(server, database);
  await pause(200);
  return { rows };
}
