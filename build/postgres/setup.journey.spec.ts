import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { Checkout, leave } from '../test-kit/postgres/checkout';

let checkout: Checkout;
afterEach(() => checkout.remove());

test('four at once on a new checkout: one server, and all reach it', async () => {
  checkout = new Checkout();
  const claimants = await Promise.all([1, 2, 3, 4].map(() => checkout.claimant()));
  const { port } = checkout.record();
  expect(claimants.map((claimant) => claimant.port)).toEqual([port, port, port, port]);
  expect(claimants.filter(({ progress }) => progress.includes('Setting up'))).toHaveLength(1);
  await Promise.all(claimants.map(leave));
});

/** Whether initdb is filling a data folder anywhere below the server's folder. */
function filling(home: string): boolean {
  if (!fs.existsSync(home)) return false;
  return ['.', ...fs.readdirSync(home)].some((entry) =>
    fs.existsSync(path.join(home, entry, 'data', 'base')),
  );
}

test.each([
  ['while the data folder is made', filling],
  ['while the server starts', (home: string) => fs.existsSync(path.join(home, 'server.log'))],
])('a start killed %s: the next one recovers', async (_when, arrived) => {
  checkout = new Checkout();
  const starting = checkout.claimant();
  const pid = checkout.spawned?.pid ?? 0;
  while (!arrived(checkout.file('server'))) await sleep(1);
  process.kill(-pid, 'SIGKILL');
  await leave(await starting);
  await checkout.server.start();
  expect(await checkout.ask('runtime', 'SELECT 1 AS one')).toEqual({ one: 1 });
  expect(fs.readdirSync(checkout.file('server')).sort()).toEqual(['data', 'server.log']);
});

test('data whose passwords were removed is kept, and a new server is set up', async () => {
  checkout = new Checkout();
  await checkout.server.start();
  await checkout.server.stop();
  fs.rmSync(checkout.file('server.json'));
  const messages: string[] = [];
  await checkout.server.start((message) => messages.push(message));
  const [, kept = ''] = /kept in (.*)\.$/.exec(messages.join('\n').split('\n')[1] ?? '') ?? [];
  expect(fs.existsSync(path.join(kept, 'PG_VERSION'))).toBe(true);
  expect(await checkout.ask('runtime', 'SELECT 1 AS one')).toEqual({ one: 1 });
});

test('reset deletes data and passwords; the next start is new', async () => {
  checkout = new Checkout();
  await checkout.server.start();
  await checkout.ask('migration', 'CREATE TABLE deleted ()');
  const { passwords } = checkout.record();
  await checkout.server.reset();
  expect((await checkout.server.status()).state).toBe('absent');
  await checkout.server.start();
  expect(checkout.record().passwords).not.toEqual(passwords);
  expect(await checkout.ask('migration', `SELECT to_regclass('deleted') AS found`)).toEqual({ found: null });
});
