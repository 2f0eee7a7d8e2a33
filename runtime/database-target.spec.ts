import { describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { MISREAD_URLS, URL_CASES } from '../engine/connection/url-cases';
import { databaseTarget } from './database-target';
import { SetupError } from './setup-error';

const read = (url: string | undefined) => databaseTarget(url, 'DATABASE_URL');
const allOptionsOf = (url: string) => `${new URL(read(url).connectionString).searchParams.get('options')}`;
const limits = '-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s ';
/** Without the limits, which come first. */
const optionsOf = (url: string) => allOptionsOf(url).replace(limits, '');

describe('a connection URL', () => {
  test('without a schema leaves the search path to the server, and takes UTC for the session', () => {
    expect(read('postgresql://ada:pw@db.example:5433/app')).toEqual({
      connectionString: expect.stringMatching(
        /^postgresql:\/\/ada:pw@db\.example:5433\/app\?options=.*\+-c\+TimeZone%3DUTC$/,
      ),
      schema: undefined,
      description: 'db.example:5433/app',
      connections: 10,
      connectTimeoutMs: 5000,
      acquireTimeoutMs: 10_000,
    });
  });

  test.each([
    ['test_1', '-c search_path="test_1"'],
    ['two words', '-c search_path="two\\ words"'],
    ['Qu"ote', '-c search_path="Qu""ote"'],
    ['back\\slash', '-c search_path="back\\\\slash"'],
    ['a, public', '-c search_path="a,\\ public"'],
  ])('puts the schema %j into the search path, quoted', (schema, options) => {
    const url = `postgresql://ada:pw@h/app?schema=${encodeURIComponent(schema)}`;
    expect(read(url).schema).toBe(schema);
    expect(optionsOf(url)).toBe(`${options} -c TimeZone=UTC`);
  });

  test('limits statements, waits for locks and idle transactions, unless it says otherwise', () => {
    expect(allOptionsOf('postgresql://h/app')).toBe(`${limits}-c TimeZone=UTC`);
    const own = '?statement_timeout=0&lock_timeout=5min&idle_in_transaction_session_timeout=1500';
    expect(allOptionsOf(`postgresql://h/app${own}`)).toBe(
      '-c statement_timeout=0 -c lock_timeout=5min -c idle_in_transaction_session_timeout=1500 -c TimeZone=UTC',
    );
    // The driver would send them, too.
    expect(read(`postgresql://h/app${own}`).connectionString).not.toMatch(/[?&](statement|lock|idle)/);
    for (const wrong of ['soon', '1.5s', '-1', '10 s', '1s -c x=y'])
      expect(() => read(`postgresql://h/app?lock_timeout=${encodeURIComponent(wrong)}`)).toThrow(
        'DATABASE_URL: lock_timeout must be a number of milliseconds, or have a unit such as 30s',
      );
  });

  test('keeps its own options before ours, and all other parameters', () => {
    const url = 'postgresql://h/app?options=-c%20statement_timeout%3D5s&application_name=x&schema=w';
    expect(optionsOf(url)).toBe('-c statement_timeout=5s -c search_path="w" -c TimeZone=UTC');
    expect(read(url).connectionString).toContain('application_name=x');
  });

  test('puts the schema before those that its own options search', () => {
    const url = `postgresql://h/app?options=${encodeURIComponent('-c search_path="a\\ b",ext')}&schema=w`;
    expect(optionsOf(url)).toBe('-c search_path="a\\ b",ext -c search_path="w","a\\ b",ext -c TimeZone=UTC');
  });

  test('sets the size of the pool, the time for one attempt and the wait for a free connection', () => {
    const url = 'postgresql://h/app?connection_limit=3&connect_timeout=7&pool_timeout=9';
    expect(read(url)).toMatchObject({ connections: 3, connectTimeoutMs: 7000, acquireTimeoutMs: 9000 });
  });

  test.each(['postgresql://ada:pw@/app?host=/var/run/pg', 'postgresql://ada:pw@%2Fvar%2Frun%2Fpg/app'])(
    'connects to the socket of %s',
    (url) => {
      expect(read(`${url}${url.includes('?') ? '&' : '?'}schema=w`)).toMatchObject({
        description: '/var/run/pg:5432/app',
        schema: 'w',
      });
    },
  );

  test('never shows the credentials, in any notation', () => {
    const { description } = read('postgresql://ada:p%40ss@h:1/app?password=other&user=eve');
    expect(description).toBe('h:1/app');
  });

  test.each(URL_CASES)('%s leads where the command line goes', (url, place) => {
    expect(new Client({ connectionString: read(url).connectionString })).toMatchObject(place);
  });

  test.each(MISREAD_URLS)('%s is refused, without a piece of the password', (url) => {
    const reading = () => read(url);
    expect(reading).toThrow(SetupError);
    expect(reading).not.toThrow(expect.objectContaining({ message: expect.stringMatching(/pass[12]/) }));
  });

  test.each([
    undefined,
    '',
    '  ',
    'mysql://ada:secret@h/app',
    'ada:secret@h/app',
    'postgresql://ada:se#cret@h:x/app',
    'postgresql://ada:secret@h/app?connection_limit=none',
    'postgresql://ada:secret@h/app?sslrootcert=/nowhere/secret.pem',
  ])('is refused as %j without being repeated', (url) => {
    const reading = () => read(url);
    expect(reading).toThrow(SetupError);
    expect(reading).toThrow(/^DATABASE_URL/);
    expect(reading).not.toThrow(/secret|ada|se#/);
  });
});
