import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Checkout, leave } from '../test-kit/postgres/checkout';

const checkout = new Checkout();
const pid = () =>
  Number(fs.readFileSync(path.join(checkout.record().home, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);

beforeAll(async () => {
  await checkout.server.start();
  await checkout.ask('migration', 'CREATE TABLE kept AS SELECT 1 AS row');
});
afterAll(() => checkout.remove());

const row = async () => (await checkout.ask('runtime', 'SELECT row FROM kept')).row;

describe('one server for a checkout', () => {
  test('a second start uses the same server', async () => {
    const before = pid();
    const messages: string[] = [];
    await checkout.server.start((message) => messages.push(message));
    expect(pid()).toBe(before);
    expect(messages).toEqual([]);
  });

  test('data and passwords survive a stop', async () => {
    const { passwords } = checkout.record();
    expect(await checkout.server.stop()).toBe(true);
    expect(await checkout.server.stop()).toBe(false);
    expect((await checkout.server.status()).state).toBe('stopped');
    await checkout.server.start();
    expect(checkout.record().passwords).toEqual(passwords);
    expect(await row()).toBe(1);
  });

  test('a stop does not wait for clients', async () => {
    const idle = await checkout.connect('runtime');
    await idle.query('BEGIN; SELECT * FROM kept');
    await checkout.server.stop();
    await checkout.server.start();
    expect(await row()).toBe(1);
  });
});

describe('crashes and conflicts', () => {
  test('committed rows survive a kill and the next start', async () => {
    await checkout.ask('migration', 'CREATE TABLE IF NOT EXISTS late AS SELECT 7 AS row');
    process.kill(pid(), 'SIGKILL');
    await checkout.server.start();
    expect((await checkout.ask('runtime', 'SELECT row FROM late')).row).toBe(7);
  });

  test.each([
    ['of a living process', (text: string) => text.replace(/^\d+/, String(process.ppid))],
    ['that is empty', () => ''],
  ])('a stale pid file %s does not keep it from starting', async (_case, change) => {
    const file = path.join(checkout.record().home, 'data', 'postmaster.pid');
    const text = fs.readFileSync(file, 'utf8');
    await checkout.server.stop();
    const { uid, gid } = fs.statSync(path.dirname(file));
    fs.writeFileSync(file, change(text));
    fs.chownSync(file, uid, gid);
    await checkout.server.start();
    expect(await row()).toBe(1);
  });

  test('a port in use is left to its owner', async () => {
    const { port } = checkout.record();
    await checkout.server.stop();
    const other = net.createServer().listen(port, '127.0.0.1');
    try {
      await checkout.server.start();
      expect(checkout.record().port).not.toBe(port);
      expect(await row()).toBe(1);
    } finally {
      other.close();
    }
  });

  test('a broken configuration is reported with the end of the log, and fixing it helps', async () => {
    await checkout.server.stop();
    const file = path.join(checkout.record().home, 'data', 'postgresql.conf');
    const text = fs.readFileSync(file, 'utf8');
    fs.appendFileSync(file, 'no_such_setting = 1\n');
    await expect(checkout.server.start()).rejects.toThrow(/did not start[\s\S]*no_such_setting/);
    fs.writeFileSync(file, text);
    await checkout.server.start();
    expect(await row()).toBe(1);
  });
});

describe('leases', () => {
  test('the last process to release the server stops it', async () => {
    await checkout.server.stop();
    const lease = await checkout.server.hold();
    const other = await checkout.claimant();
    expect(other.port).toBe(checkout.record().port);
    await lease.release();
    expect(await checkout.server.status()).toMatchObject({ state: 'running', inUse: true });
    await leave(other);
    await (await checkout.server.hold()).release();
    expect((await checkout.server.status()).state).toBe('stopped');
  });

  test('a killed process releases its lease', async () => {
    const other = await checkout.claimant();
    other.child.kill('SIGKILL');
    await leave(other);
    expect(await checkout.server.status()).toMatchObject({ state: 'running', inUse: false });
  });

  test('after `start` it keeps running when the last process exits', async () => {
    await checkout.server.start();
    await (await checkout.server.hold()).release();
    expect(await checkout.server.status()).toMatchObject({ state: 'running', stays: true });
  });

  test('a server that another process uses is neither stopped nor reset', async () => {
    const other = await checkout.claimant();
    await expect(checkout.server.stop()).rejects.toThrow(/--force/);
    await expect(checkout.server.reset()).rejects.toThrow(/Stop it first/);
    expect(await row()).toBe(1);
    await leave(other);
  });
});

describe('secrets', () => {
  test('only the owner can read the passwords; the log and the status contain none', async () => {
    expect(fs.statSync(checkout.file('server.json')).mode & 0o077).toBe(0);
    expect(fs.statSync(checkout.record().home).mode & 0o077).toBe(0);
    const seen = fs.readFileSync(path.join(checkout.record().home, 'server.log'), 'utf8');
    const shown = JSON.stringify(await checkout.server.status());
    for (const password of Object.values(checkout.record().passwords)) {
      expect(password).toHaveLength(32);
      expect(seen).not.toContain(password);
      expect(shown).not.toContain(password);
    }
  });
});
