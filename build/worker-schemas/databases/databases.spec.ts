import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { availableBinaries } from '../../../engine/testing/binaries';
import { PostgresServer } from '../../../engine/testing/postgres-server';
import { emptyTables } from '../../testing/empty-tables';
import { prepareWorkerSchemas, type WorkerSchemaOptions } from '../prepare';
import { prepareWorkerDatabases } from './prepare-databases';

/** What no worker schema can have: several schemas, names of schemas put together by a DO, an extension in one. */
const migration = `
CREATE SCHEMA audit;
CREATE EXTENSION citext SCHEMA audit;
CREATE TABLE public.note (id serial PRIMARY KEY, text audit.citext UNIQUE);
CREATE TABLE audit.entry (id bigint GENERATED ALWAYS AS IDENTITY, note int REFERENCES public.note, at text DEFAULT current_user);
DO $$ BEGIN EXECUTE 'INSERT INTO ' || 'public' || '.note (text) VALUES (''reference'')'; END $$;
CREATE FUNCTION audit.record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN INSERT INTO audit.entry (note) VALUES (NEW.id); RETURN NEW; END $$;
CREATE TRIGGER record AFTER INSERT ON public.note FOR EACH ROW EXECUTE FUNCTION audit.record();
CREATE ROLE nobody_needs_this;
`;

describe.each(availableBinaries())('workers’ databases on PostgreSQL $version', (binaries) => {
  let server: PostgresServer;
  let folder: string;
  const login = (user: string) => server.url('shop', '', { user, password: 'secret' });
  const options = (workers: number, first = 1): WorkerSchemaOptions => ({
    ...{ migrationUrl: login('owner'), runtimeUrl: login('app'), migrations: folder, workers, first },
  });
  const prepare = (workers: number, first?: number) => prepareWorkerDatabases(options(workers, first));

  beforeAll(async () => {
    server = await PostgresServer.start(binaries);
    await server.query('postgres', `CREATE ROLE owner LOGIN CREATEROLE CREATEDB PASSWORD 'secret'`);
    await server.query('postgres', `CREATE ROLE app LOGIN PASSWORD 'secret'`);
    await server.createDatabase('shop', 'OWNER owner');
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'migrations-'));
    write('1_notes', migration);
  });
  afterAll(async () => {
    await server.stop();
    fs.rmSync(folder, { recursive: true });
  });

  function write(name: string, sql: string): void {
    fs.mkdirSync(path.join(folder, name), { recursive: true });
    fs.writeFileSync(path.join(folder, name, 'migration.sql'), sql);
  }

  async function connected(url: string): Promise<Client> {
    const client = new Client({ connectionString: url });
    await client.connect();
    return client;
  }

  const empty = (client: Client) =>
    emptyTables({ $executeRawUnsafe: async (sql) => (await client.query(sql)).rowCount ?? 0 });
  const databases = async () =>
    (
      await server.query<{ name: string; oid: number }>(
        'postgres',
        `SELECT datname AS name, oid FROM pg_database WHERE datname ~ '_test_' ORDER BY 1`,
      )
    ).map(({ name, oid }) => `${name} ${oid}`);

  test('a worker has all schemas of the migrations, and the rows of no other', async () => {
    const { urls, separateRoles } = await prepare(2);
    expect(separateRoles).toBe(true);
    const [first, second] = [await connected(urls[0] ?? ''), await connected(urls[1] ?? '')];
    await first.query(`INSERT INTO public.note (text) VALUES ('first')`);
    expect((await first.query('SELECT note, at FROM audit.entry')).rows).toEqual([{ note: 2, at: 'owner' }]);
    expect((await second.query('SELECT text FROM note')).rows).toEqual([{ text: 'reference' }]);
    await expect(first.query('CREATE TABLE mine (id int)')).rejects.toThrow('permission denied');
    await first.end();
    await second.end();
  });

  test('a worker’s role may not connect to another worker’s database', async () => {
    const { urls } = await prepare(2);
    const other = new URL(urls[1] ?? '');
    other.pathname = '/shop_test_1';
    await expect(connected(other.href)).rejects.toThrow('permission denied for database');
  });

  test('emptyTables brings back what the migrations made, in all schemas', async () => {
    const { urls } = await prepare(1);
    const client = await connected(urls[0] ?? '');
    await client.query(`INSERT INTO note (text) VALUES ('one'), ('two')`);
    await client.query(`UPDATE note SET text = 'other' WHERE id = 1`);
    await empty(client);
    expect((await client.query('SELECT id, text FROM note')).rows).toEqual([{ id: 1, text: 'reference' }]);
    expect((await client.query('SELECT * FROM audit.entry')).rows).toEqual([]);
    await client.query(`INSERT INTO note (text) VALUES ('again')`);
    expect((await client.query('SELECT id FROM audit.entry')).rows).toEqual([{ id: '1' }]);
    await client.end();
  });

  test('databases are kept while nothing else shapes them, and emptied', async () => {
    const [url = ''] = (await prepare(2)).urls;
    const before = await databases();
    expect(before).toHaveLength(3);
    const client = await connected(url);
    await client.query(`INSERT INTO note (text) VALUES ('left')`);
    await client.end();
    const [again = ''] = (await prepare(2)).urls;
    expect(await databases()).toEqual(before);
    const looking = await connected(again);
    expect((await looking.query('SELECT text FROM note')).rows).toEqual([{ text: 'reference' }]);
    await looking.end();
    await server.query('shop_test_1', 'ALTER TABLE note ADD COLUMN by int');
    await prepare(2);
    const after = await databases();
    expect(after[0]).not.toBe(before[0]);
    expect(after.slice(1)).toEqual(before.slice(1));
  });

  test('those of more workers, of older migrations and of the other strategy are removed', async () => {
    await prepare(3);
    await prepare(1, 101);
    await prepare(2);
    const names = async () => (await databases()).map((one) => one.split(' ')[0]);
    expect(await names()).toEqual(['shop_test_1', 'shop_test_101', 'shop_test_2', 'shop_test_template']);
    write('2_more', 'CREATE TABLE audit.more (id int)');
    await prepare(2);
    expect(await names()).toEqual(['shop_test_1', 'shop_test_2', 'shop_test_template']);
    write('1_notes', 'CREATE TABLE note (id int)');
    write('2_more', 'CREATE TABLE more (id int)');
    await prepareWorkerSchemas(options(2));
    expect(await names()).toEqual(['shop_test_template']);
    await prepare(1);
    expect(await server.query('shop', `SELECT nspname FROM pg_namespace WHERE nspname ~ '^test_'`)).toEqual(
      [],
    );
    write('1_notes', migration);
    fs.rmSync(path.join(folder, '2_more'), { recursive: true });
  });

  test('a migration that fails is reported at its place', async () => {
    write('3_wrong', '-- first\nCREATE TABLE audit.wrong (id nothing)');
    await expect(prepare(1)).rejects.toThrow(
      /3_wrong\/migration\.sql:2:\d+: this migration failed for the test workers: .*nothing/,
    );
    fs.rmSync(path.join(folder, '3_wrong'), { recursive: true });
    await prepare(1);
  });

  test('a database that no run created is never touched, and a role without the right is refused', async () => {
    await server.createDatabase('shop_test_9');
    await expect(prepare(9)).rejects.toThrow('a database "shop_test_9" that no test run created');
    await prepare(1);
    expect((await databases()).some((one) => one.startsWith('shop_test_9 '))).toBe(true);
    await server.query('postgres', 'ALTER ROLE owner NOCREATEDB');
    await expect(prepare(1)).rejects.toThrow('ALTER ROLE "owner" CREATEDB;');
    await server.query('postgres', 'ALTER ROLE owner CREATEDB');
  });
});
