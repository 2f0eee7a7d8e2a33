import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { availableBinaries } from '../../engine/testing/binaries';
import { PostgresServer } from '../../engine/testing/postgres-server';
import { emptyTables } from '../testing/empty-tables';
import { prepareWorkerSchemas } from './prepare';
import { takeSchemaSet } from './schema-set';

/** The embedded PostgreSQL and those of the system, like a user's own server. */
describe.each(availableBinaries())('PostgreSQL $version', (binaries) => {
  let server: PostgresServer;
  let migrations: string;
  const login = (user: string) => server.url('shop', '', { user, password: 'secret' });
  let said: string[];
  const prepare = (workers: number, first = 1) => {
    said = [];
    const onProgress = (message: string) => void said.push(message);
    const urls = { migrationUrl: login('owner'), runtimeUrl: login('app') };
    return prepareWorkerSchemas({ ...urls, workers, first, migrations, onProgress });
  };

  beforeAll(async () => {
    server = await PostgresServer.start(binaries);
    await server.query('postgres', `CREATE ROLE owner LOGIN CREATEROLE PASSWORD 'secret'`);
    await server.query('postgres', `CREATE ROLE app LOGIN PASSWORD 'secret'`);
    await server.createDatabase('shop', 'OWNER owner');
    migrations = fs.mkdtempSync(path.join(os.tmpdir(), 'migrations-'));
    fs.mkdirSync(path.join(migrations, '1_notes'));
    fs.writeFileSync(
      path.join(migrations, '1_notes', 'migration.sql'),
      `CREATE EXTENSION citext;
       CREATE TABLE "public"."Note" (id serial PRIMARY KEY, text citext);
       BEGIN; DO $$ BEGIN INSERT INTO public."Note" (text) VALUES ('A'); END $$; COMMIT;`,
    );
  });
  afterAll(async () => {
    await server.stop();
    fs.rmSync(migrations, { recursive: true });
  });

  async function connected(url: string): Promise<Client> {
    const client = new Client({
      connectionString: url.replace(/\?.*/, ''),
      options: '-c search_path=test_2',
    });
    await client.connect();
    return client;
  }

  test('two runs at once have a set of schemas each', async () => {
    const take = () => takeSchemaSet({ url: login('owner'), root: '/shop' });
    const first = await take();
    const second = await take();
    expect([first.first, second.first]).toEqual([1, 101]);
    await first.release();
    await second.release();
  });

  test('workers have their schemas and roles in every run, even after tests left something behind', async () => {
    for (let run = 0; run < 2; run++) {
      const { urls, separateRoles } = await prepare(2);
      expect(separateRoles).toBe(true);
      const worker = await connected(urls[1] ?? '');
      expect((await worker.query(`SELECT id FROM "Note" WHERE text = 'a'`)).rows).toEqual([{ id: 1 }]);
      await expect(worker.query('SELECT * FROM test_1."Note"')).rejects.toThrow('permission denied');
      await worker.query(`INSERT INTO "Note" (text) VALUES ('b')`);
      await worker.query(`SELECT lo_from_bytea(0, 'left')`);
      await worker.query('ALTER ROLE CURRENT_USER SET default_transaction_read_only = on');
      await emptyTables({ $executeRawUnsafe: async (sql) => (await worker.query(sql)).rowCount ?? 0 });
      // What the migration inserted.
      expect((await worker.query('SELECT * FROM "Note"')).rows).toEqual([{ id: 1, text: 'A' }]);
      await worker.end();
    }
    await prepare(1);
    expect(await server.query('shop', 'SELECT oid FROM pg_largeobject_metadata')).toEqual([]);
    expect(await server.query('shop', `SELECT rolname FROM pg_roles WHERE rolname ~ 'test_2$'`)).toEqual([]);
    expect(
      await server.query('shop', `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace`),
    ).toEqual([]);
  });

  const oids = async (names: string) =>
    (
      await server.query<{ oid: number }>(
        'shop',
        `SELECT oid FROM pg_namespace WHERE nspname ~ '${names}' ORDER BY 1`,
      )
    ).map(({ oid }) => oid);

  test('what a killed run still does is ended, so that the next run keeps the schemas and does not wait', async () => {
    const { urls } = await prepare(2);
    const before = await oids('^test_');
    const working = await connected(urls[1] ?? '');
    working.on('error', () => undefined);
    await working.query(`BEGIN; INSERT INTO "Note" (text) VALUES ('b')`);
    const statement = working.query('SELECT pg_sleep(600)').catch((error: Error) => error.message);
    const prepared = await connected(urls[1] ?? '');
    await prepared.query(`BEGIN; INSERT INTO "Note" (text) VALUES ('c'); PREPARE TRANSACTION 'left'`);
    await prepared.query(
      `BEGIN; INSERT INTO "Note" (text) VALUES ('d'); PREPARE TRANSACTION 'it''s "another"'`,
    );
    const idle = await connected(urls[1] ?? '');
    await prepare(2);
    expect(said).toEqual([
      'Ended 1 session of an earlier test run: SELECT pg_sleep(600)',
      'Rolled back 2 prepared transactions of an earlier test run.',
    ]);
    expect(await statement).toMatch(/terminat/);
    expect(await oids('^test_')).toEqual(before);
    expect((await idle.query('SELECT count(*)::int AS rows FROM "Note"')).rows).toEqual([{ rows: 1 }]);
    await prepared.end();
    await idle.end();
    await prepare(2);
    expect(said).toEqual([]);
  });

  test('runs side by side keep each other’s schemas, which go when other migrations need new ones', async () => {
    const second = await takeSchemaSet({ url: login('owner'), root: '/shop' });
    const third = await takeSchemaSet({ url: login('owner'), root: '/shop' });
    await prepare(2);
    await prepare(1, third.first);
    const before = await oids('^test_');
    expect(before).toHaveLength(6);
    await third.release();
    await prepare(2);
    expect(await oids('^test_')).toEqual(before);
    fs.mkdirSync(path.join(migrations, '2_more'));
    fs.writeFileSync(path.join(migrations, '2_more', 'migration.sql'), 'CREATE TABLE "More" (id int)');
    const using = await takeSchemaSet({ url: login('owner'), root: '/shop' });
    expect(using.first).toBe(101);
    await prepare(2);
    expect(await oids('^test_101')).toHaveLength(2);
    await using.release();
    await prepare(2);
    expect(await oids('^test_101')).toEqual([]);
    expect(await server.query('shop', `SELECT rolname FROM pg_roles WHERE rolname ~ 'test_101$'`)).toEqual(
      [],
    );
    await second.release();
  });
});
