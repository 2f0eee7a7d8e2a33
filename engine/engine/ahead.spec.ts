import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { embeddedBinaries } from '../testing/binaries';
import { PostgresServer } from '../testing/postgres-server';
import { databasesLike, dropped, settled } from '../testing/victims';
import { Ahead } from './ahead';
import { EngineSession } from './session';

let server: PostgresServer;
let database: string;
let made = 0;
const SHADOWS = 'prisma_migrate_shadow%';

beforeAll(async () => {
  server = await PostgresServer.start(embeddedBinaries());
});
afterAll(() => server.stop());
beforeEach(async () => {
  made += 1;
  database = `ahead_${made}`;
  await server.createDatabase(database);
});
// In every case no session and no database is left.
afterEach(async () => {
  await settled(server, database);
  await dropped(server, SHADOWS);
});

const sessions = async () =>
  (await server.query('postgres', `SELECT 1 FROM pg_stat_activity WHERE datname = '${database}'`)).length;
const shadows = () => databasesLike(server, SHADOWS);

test('the conversation uses the connection of the short command', async () => {
  const url = server.url(database);
  const ahead = new Ahead(false);
  await ahead.open(url);
  const session = new EngineSession({ url }, [], await ahead.handOver({ url }));
  expect(await session.call('getDatabaseVersion', undefined)).toMatch(/^PostgreSQL 18/);
  expect(await sessions()).toBe(1);
  await session.close();
});

test('a conversation that does not use it closes it', async () => {
  const url = server.url(database);
  const ahead = new Ahead(true);
  await ahead.open(url);
  const session = new EngineSession({ url }, [], await ahead.handOver({ url }));
  await session.close();
});

test('a conversation with another database gets none of it', async () => {
  const ahead = new Ahead(true);
  await ahead.open(server.url(database));
  expect(await ahead.handOver({ url: server.url('postgres') })).toEqual({});
});

test('a connection that has died is not handed over', async () => {
  const url = server.url(database);
  const ahead = new Ahead(false);
  await ahead.open(url);
  await server.query(
    'postgres',
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`,
  );
  await settled(server, database);
  const session = new EngineSession({ url }, [], await ahead.handOver({ url }));
  expect(await session.call('getDatabaseVersion', undefined)).toMatch(/^PostgreSQL 18/);
  await session.close();
});

test('connections are closed if no conversation comes', async () => {
  await new Ahead(true, 0).open(server.url(database));
});

test('a database that can not be reached leaves nothing open', async () => {
  const ahead = new Ahead(true);
  await expect(ahead.open(server.url(database, 'options=-c%20no_such_setting=1'))).rejects.toThrow();
  await expect(ahead.open(server.url('is not there'))).rejects.toMatchObject({ code: 'P1003' });
});

test('a shadow database is created when the conversation starts, and not before', async () => {
  const url = server.url(database);
  const ahead = new Ahead(true);
  await ahead.open(url);
  await ahead.settled();
  expect(await shadows()).toBe(0);
  const { maker, client } = await ahead.handOver({ url });
  const shadow = await maker?.take();
  expect(await shadows()).toBe(1);
  await shadow?.close();
  await maker?.close();
  await client?.end();
});

test('none is created where one is configured', async () => {
  const url = server.url(database);
  const ahead = new Ahead(true);
  await ahead.open(url);
  const opened = await ahead.handOver({ url, shadowDatabaseUrl: server.url('postgres') });
  expect(opened.maker).toBeUndefined();
  expect(await shadows()).toBe(0);
  await opened.client?.end();
});
