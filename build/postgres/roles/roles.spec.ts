import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Checkout } from '../../test-kit/postgres/checkout';
import { database, migrationRole, setUpRoles, superuser, superuserClient } from './roles';

const checkout = new Checkout();
beforeAll(async () => {
  await checkout.server.start();
  await checkout.ask('migration', 'CREATE TABLE thing (id serial PRIMARY KEY, name text)');
  await checkout.ask('migration', 'CREATE TABLE _prisma_migrations (id text)');
});
afterAll(() => checkout.remove());

const denied = /permission denied|must be owner/;

async function rowsOnly(): Promise<void> {
  await checkout.ask('runtime', `INSERT INTO thing (name) VALUES ('a')`);
  await checkout.ask('runtime', `UPDATE thing SET name = 'b'`);
  expect(await checkout.ask('runtime', 'SELECT name FROM thing')).toEqual({ name: 'b' });
  await checkout.ask('runtime', 'DELETE FROM thing');
}

test('the runtime role reads and writes rows', rowsOnly);

test.each([
  'CREATE TABLE other ()',
  'CREATE SCHEMA other',
  'CREATE DATABASE other',
  'ALTER TABLE thing ADD COLUMN more int',
  'DROP TABLE thing',
  'TRUNCATE thing',
  'SELECT * FROM _prisma_migrations',
  'DELETE FROM _prisma_migrations',
  `COPY thing TO PROGRAM 'true'`,
  `SET ROLE ${migrationRole}`,
])('the runtime role may not: %s', async (sql) => {
  await expect(checkout.ask('runtime', sql)).rejects.toThrow(denied);
});

test('the migration role is not a superuser', async () => {
  await expect(checkout.ask('migration', `COPY thing TO PROGRAM 'true'`)).rejects.toThrow(denied);
  await expect(checkout.ask('migration', 'SELECT * FROM pg_authid')).rejects.toThrow(denied);
});

test('other roles can’t use schema public, so a function there gives no one its owner’s rights', async () => {
  await checkout.ask('migration', `CREATE ROLE stranger`);
  await checkout.ask('migration', 'GRANT stranger TO CURRENT_USER');
  await checkout.ask(
    'migration',
    `CREATE FUNCTION public.purge() RETURNS void LANGUAGE sql SECURITY DEFINER AS 'DELETE FROM thing'`,
  );
  const stranger = await checkout.connect('migration');
  await stranger.query('SET ROLE stranger');
  await expect(stranger.query('SELECT public.purge()')).rejects.toThrow(
    'permission denied for schema public',
  );
  await stranger.end();
  await checkout.ask('runtime', 'SELECT public.purge()');
});

test('a server that an earlier version set up is updated, with all its databases', async () => {
  await checkout.ask('migration', 'CREATE DATABASE other', 'postgres');
  await checkout.ask('migration', 'GRANT ALL ON SCHEMA public TO PUBLIC', 'other');
  await setUpRoles(checkout.record());
  const { acl } = await checkout.ask(
    'migration',
    `SELECT nspacl::text AS acl FROM pg_namespace WHERE nspname = 'public'`,
    'other',
  );
  expect(acl).not.toMatch(/[{,]=/);
});

test('the runtime role can use tables after schema public was dropped and created again', async () => {
  await checkout.ask(
    'migration',
    'DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE thing (id serial PRIMARY KEY, name text); CREATE TABLE _prisma_migrations (id text)',
  );
  await rowsOnly();
  await expect(checkout.ask('runtime', 'SELECT * FROM _prisma_migrations')).rejects.toThrow(denied);
});

test('the runtime role can use tables in a database that was dropped and created again', async () => {
  await checkout.ask('migration', `DROP DATABASE ${database} WITH (FORCE)`, 'postgres');
  await checkout.ask('migration', `CREATE DATABASE ${database}`, 'postgres');
  await checkout.ask('migration', 'CREATE TABLE thing (id serial PRIMARY KEY, name text)');
  await checkout.ask('migration', 'CREATE TABLE _prisma_migrations (id text)');
  await rowsOnly();
  await expect(checkout.ask('runtime', 'SELECT * FROM _prisma_migrations')).rejects.toThrow(denied);
});

test('a statement that fails leaves no password in the log', async () => {
  const client = superuserClient(checkout.record(), 'postgres');
  await client.connect();
  await client.query(`ALTER ROLE ${superuser} SET default_transaction_read_only = on`);
  await expect(setUpRoles(checkout.record())).rejects.toThrow(/read-only transaction/);
  await client.query('BEGIN READ WRITE');
  await client.query(`ALTER ROLE ${superuser} RESET default_transaction_read_only`);
  await client.query('COMMIT');
  await client.end();
  const log = fs.readFileSync(path.join(checkout.record().home, 'server.log'), 'utf8');
  expect(log).toContain('read-only transaction');
  for (const password of Object.values(checkout.record().passwords)) expect(log).not.toContain(password);
});

test('a wrong password is refused, also from this machine', async () => {
  const { passwords } = checkout.record();
  const record = { ...checkout.record(), passwords: { ...passwords, superuser: 'guess' } };
  await expect(superuserClient(record, database).connect()).rejects.toThrow(/password authentication failed/);
});
