import net from 'node:net';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { databaseUrls } from '../../postgres';
import { waitForDatabase } from './wait-for-database';

const root = path.resolve(__dirname, '../../..');
const signal = new AbortController().signal;

/** A port where no server listens; `open` then forwards connections to `target`. */
async function lateServer(target: URL): Promise<{ port: number; open(): Promise<void>; close(): void }> {
  const probe = net.createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await new Promise((resolve) => probe.close(resolve));
  const server = net.createServer((socket) => {
    const onward = net.connect(Number(target.port), target.hostname);
    socket.pipe(onward).pipe(socket);
    socket.on('error', () => onward.destroy());
    onward.on('error', () => socket.destroy());
  });
  return {
    port,
    open: () => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve)),
    close: () => server.close(),
  };
}

test('a database that comes up late is waited for, with growing pauses', async () => {
  const { migration } = await databaseUrls({ root, environment: process.env });
  const url = new URL(migration);
  const late = await lateServer(new URL(migration));
  url.host = `127.0.0.1:${late.port}`;
  const reported: string[] = [];
  await waitForDatabase(url.href, {
    timeout: 60_000,
    signal,
    onProgress: (message) => {
      reported.push(message);
      if (reported.length === 2) void late.open();
    },
  });
  late.close();
  expect(reported.length).toBeGreaterThanOrEqual(2);
  const pauses = reported.map((message) => Number(/next try in ([\d.]+) s/.exec(message)?.[1]));
  expect(pauses.slice(0, 2)).toEqual([0.3, 0.4]);
  expect(reported.join()).not.toContain(url.password);
});

test('a wrong password is reported at once', async () => {
  const { migration } = await databaseUrls({ root, environment: process.env });
  const url = new URL(migration);
  url.password = 'not-the-password';
  const attempt = waitForDatabase(url.href, {
    timeout: 60_000,
    signal,
    onProgress: () => {
      throw new Error('Waiting can not help.');
    },
  });
  await expect(attempt).rejects.toThrow(/28P01/);
  await expect(attempt).rejects.not.toThrow(/not-the-password/);
});

test('a database that does not exist yet counts as an answer: migrating makes it', async () => {
  const { migration } = await databaseUrls({ root, environment: process.env });
  const url = new URL(migration);
  url.pathname = '/not_made_yet';
  await waitForDatabase(url.href, { timeout: 0, signal, onProgress: () => {} });
});
