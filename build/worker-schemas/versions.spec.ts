import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { availableBinaries } from '../../engine/testing/binaries';
import { PostgresServer } from '../../engine/testing/postgres-server';
import { emptyTables } from '../testing/empty-tables';
import { prepareWorkerSchemas } from './prepare';
import { takeRunLock } from './run-lock';

/** The embedded PostgreSQL and those of the system, like a user's own server. */
describe.each(availableBinaries())('PostgreSQL $version', (binaries) => {
  let server: PostgresServer;
  let migrations: string;
  const login = (user: string) => server.url('shop', '', { user, password: 'secret' });
  const prepare = (workers: number) =>
    prepareWorkerSchemas({ migrationUrl: login('owner'), runtimeUrl: login('app'), workers, migrations });

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

  test('a run locks the database, and another one waits', async () => {
    const waits: string[] = [];
    const take = () =>
      takeRunLock({ url: login('owner'), root: '/shop', onWait: (holder) => waits.push(holder) });
    const first = await take();
    const second = take();
    while (waits.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await first.release();
    await (await second).release();
    expect(waits).toEqual([expect.stringContaining(`process ${process.pid} in /shop`)]);
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
});
