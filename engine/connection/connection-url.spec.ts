import { expect, test } from '@jest/globals';
import { parseConnectionUrl } from './connection-url';
import { MISREAD_URLS, shownPiece, URL_CASES } from './url-cases';

const password = 'p@ss:w/rd#? %41';

test('every part may be percent-encoded', () => {
  const url = `postgresql://us%40er:${encodeURIComponent(password)}@db.example:6000/my%20db?schema=a%20%22b%22`;
  expect(parseConnectionUrl(url)).toMatchObject({
    user: 'us@er',
    password,
    host: 'db.example',
    port: 6000,
    database: 'my db',
    schema: 'a "b"',
  });
});

test('missing parts have the defaults that Prisma documents', () => {
  expect(parseConnectionUrl('postgres://h')).toMatchObject({
    user: 'postgres',
    password: undefined,
    port: 5432,
    database: 'postgres',
    schema: 'public',
    connectTimeout: 5,
    tls: { mode: 'prefer', options: { rejectUnauthorized: false } },
  });
});

test.each(URL_CASES)('%s leads to the same place as in the application', (url, place) => {
  expect(parseConnectionUrl(url)).toMatchObject(place);
});

test.each(MISREAD_URLS)('%s is refused with P1013, without any part of the password', (url) => {
  const reading = () => parseConnectionUrl(url);
  expect(reading).toThrow(expect.objectContaining({ code: 'P1013' }));
  expect(shownPiece(thrownBy(reading))).toBeUndefined();
});

function thrownBy(reading: () => unknown): string {
  try {
    return `nothing: ${JSON.stringify(reading())}`;
  } catch (error) {
    return String(error);
  }
}

test.each([
  ['postgresql://u:p@/db?host=/var/run/pg', '/var/run/pg'],
  ['postgresql://u:p@:6000/db?host=/var/run/pg', '/var/run/pg'],
  ['postgresql:///db?host=/var/run/pg', '/var/run/pg'],
  ['postgresql://u:p@%2Fvar%2Frun%2Fpg/db', '/var/run/pg'],
  ['postgresql://u:p@[::1]:5432/db', '::1'],
])('%s leads to %s', (url, host) => {
  expect(parseConnectionUrl(url).host).toBe(host);
});

test.each([
  ['mysql://u:secret@h/db', /scheme `mysql` is not recognized/],
  ['h:5432', /The scheme is not recognized.*must start with `postgresql:\/\/`/],
  ['postgresql://u:secret@h:port/db', /invalid port number/],
  ['postgresql://u::::////::secret@h/db', /invalid port number/],
  ['postgresql://u:secret%zz@h/db', /percent-encoded/],
  ['postgresql://u:secret@h/db?connect_timeout=-1', /`connect_timeout` must be a number of seconds/],
  ['postgresql://u:secret@h/db?sslmode=always', /`sslmode=always` is not one of/],
  ['postgresql://u:secret@h:99999/db', /./],
])('%s is refused with P1013, without the password', (url, message) => {
  let thrown: unknown;
  try {
    parseConnectionUrl(url);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ code: 'P1013', message: expect.stringMatching(message) });
  expect(String(thrown)).not.toContain('secret');
});

test.each([
  ['verify-full', true],
  ['require', false],
  ['require&sslaccept=strict', true],
  ['verify-ca', true],
])('sslmode=%s checks the certificate: %s', (mode, checks) => {
  const { tls } = parseConnectionUrl(`postgresql://h/db?sslmode=${mode}`);
  expect(tls).toMatchObject({ mode: 'require', options: { rejectUnauthorized: checks } });
});
