import { afterAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { parseConnectionUrl } from '../../engine/connection/connection-url';
import { MISREAD_URLS, shownPiece, URL_CASES } from '../../engine/connection/url-cases';
import { Checkout } from '../test-kit/postgres/checkout';
import { databaseUrls, embeddedPostgres } from './database-urls';

const checkout = new Checkout();
const urls = (environment: NodeJS.ProcessEnv) => databaseUrls({ root: checkout.root, environment });
afterAll(async () => {
  await (await embeddedPostgres(checkout.root).hold()).release();
  await checkout.remove();
});

test('DATABASE_URL alone serves both roles', async () => {
  const url = 'postgresql://me:pw@db.example:5432/app?schema=a';
  expect(await urls({ DATABASE_URL: url })).toEqual({ runtime: url, migration: url, origin: 'environment' });
});

test('each role may have its own URL', async () => {
  const environment = {
    DATABASE_URL: 'postgres://app@h/d',
    MIGRATION_DATABASE_URL: 'postgres://owner@h/d',
    SHADOW_DATABASE_URL: 'postgres://owner@h/shadow',
  };
  expect(await urls(environment)).toEqual({
    runtime: environment.DATABASE_URL,
    migration: environment.MIGRATION_DATABASE_URL,
    shadow: environment.SHADOW_DATABASE_URL,
    origin: 'environment',
  });
});

test.each([
  'postgresql://me:p%40w@/app?host=/var/run/pg&port=5433',
  'postgresql://me:p%40w@:5433/app?host=/var/run/pg',
  'postgresql://me:p%40w@%2Fvar%2Frun%2Fpg:5433/app',
  'postgresql:///app?host=%2Fvar%2Frun%2Fpg&port=5433&user=me&password=p%40w',
])('the socket of %s is used, in a URL that every client can read', async (url) => {
  const { runtime, migration } = await urls({ DATABASE_URL: url });
  expect(migration).toBe(runtime);
  expect(new URL(runtime).pathname).toBe('/app');
  expect(new Client({ connectionString: runtime })).toMatchObject({
    host: '/var/run/pg',
    port: 5433,
    user: 'me',
    password: 'p@w',
  });
});

test.each(URL_CASES)(
  '%s connects to the same database as the application and the command line',
  async (url, place) => {
    const { runtime } = await urls({ DATABASE_URL: url });
    expect(parseConnectionUrl(runtime)).toMatchObject(place);
  },
);

test.each(MISREAD_URLS)('%s is refused, and no part of the password is printed', async (url) => {
  const failed = await urls({ DATABASE_URL: url }).catch((error: Error) => error.message);
  expect(failed).toMatch(/^DATABASE_URL/);
  expect(shownPiece(String(failed))).toBeUndefined();
});

test.each([
  ['mysql://me:hunter2@h/d', /begins with mysql:/],
  ['me:hunter2@h/d', /not a PostgreSQL connection URL/],
  ['hunter2', /not a PostgreSQL connection URL/],
  ['postgresql://me:hunter2@h:port/d', /not a valid URL/],
  ['postgresql://me:hunter2@h', /has no database name/],
])('an invalid URL is refused and not printed (%#)', async (url, message) => {
  for (const name of ['DATABASE_URL', 'MIGRATION_DATABASE_URL', 'SHADOW_DATABASE_URL']) {
    const failed = await urls({ DATABASE_URL: 'postgres://h/d', [name]: url }).catch(
      (error: Error) => error.message,
    );
    expect(failed).toMatch(message);
    expect(failed).toContain(`${name} `);
    expect(failed).not.toContain('hunter2');
  }
});

test('MIGRATION_DATABASE_URL without DATABASE_URL is an error', async () => {
  await expect(urls({ MIGRATION_DATABASE_URL: 'postgres://h/d' })).rejects.toThrow(/but DATABASE_URL is not/);
});

test('no URL, or an empty one, means the embedded server', async () => {
  const found = await urls({ DATABASE_URL: '' });
  expect(found.origin).toBe('embedded');
  expect(await urls({})).toEqual(found);
  const { runtime, migration } = found;
  expect(new URL(runtime).hostname).toBe('127.0.0.1');
  expect(new URL(runtime).username).not.toBe(new URL(migration).username);
  expect(await checkout.ask('runtime', 'SELECT current_database() AS name')).toEqual({ name: 'prismosaic' });
});
