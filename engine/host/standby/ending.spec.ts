import { type ChildProcess, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { embeddedBinaries } from '../../testing/binaries';
import { PostgresServer } from '../../testing/postgres-server';
import { finished } from '../../testing/project';
import { databasesLike, dropped } from '../../testing/victims';
import { wasmEngine } from '../select-engine';
import { called, callFor, onStandby } from './testing';

let server: PostgresServer;

beforeAll(async () => {
  server = await PostgresServer.start(embeddedBinaries());
});
afterAll(() => server.stop());

test('an engine that is killed during a short command has not answered it', async () => {
  const standby = onStandby();
  const child = called(standby, server.url('postgres'));
  child.kill('SIGKILL');
  expect(await finished(child)).toMatchObject({ status: null, output: '' });
  expect(standby.call(callFor(server.url('postgres')))).toBeUndefined();
});

test.each([
  ['by a signal', (engine: ChildProcess) => engine.kill('SIGTERM')],
  ['by the end of the command line', (engine: ChildProcess) => engine.stdin?.end()],
])('an engine that is stopped while it creates a shadow database leaves none (%s)', async (_, end) => {
  await server.createDatabase('shadowed');
  const standby = onStandby({ shadow: true });
  expect(await finished(called(standby, server.url('shadowed')))).toMatchObject({ status: 0 });
  // It has a name, so that the database is begun with the first word of the conversation.
  const named = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 727073`;
  while ((await server.query('postgres', named)).length === 0) await pause(10);
  const engine = called(standby, server.url('shadowed'), []);
  const ended = finished(engine);
  while ((await databasesLike(server, 'prisma_migrate_shadow%')) === 0) expect(engine.exitCode).toBeNull();
  end(engine);
  await ended;
  await dropped(server, 'prisma_migrate_shadow%');
  await server.query('postgres', 'DROP DATABASE shadowed');
});

test('a short command that answers no on standby does not change the status of the command line', () => {
  const load = (name: string) => `require(${JSON.stringify(path.resolve(__dirname, '../../..', name))})`;
  const nowhere = JSON.stringify(JSON.stringify({ url: 'postgresql://u:p@127.0.0.1:1/x' }));
  const source = `${load('build/ground/load-typescript.js')};
    ${load('engine/host/spawn-engine.ts')}.wrapSpawn(${JSON.stringify(wasmEngine)}, { ahead: true });
    const ask = (then) => require('node:child_process')
      .spawn(${JSON.stringify(wasmEngine)}, ['--datasource', ${nowhere}, 'cli', 'can-connect-to-database'])
      .on('exit', (status) => { console.log(status); then(); });
    ask(() => ask(() => ask(() => undefined)));`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', source], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '1\n1\n1\n', stderr: '' });
});

test('an engine that is never called does not keep its parent process running, and does not outlive it', async () => {
  const mark = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'standby-')), 'engine.js');
  fs.symlinkSync(wasmEngine, mark);
  const load = (name: string) => `require(${JSON.stringify(path.resolve(__dirname, '../../..', name))})`;
  const maker = `${load('build/ground/load-typescript.js')}; ${load('engine/host/spawn-engine.ts')}.wrapSpawn(${JSON.stringify(mark)}, { ahead: true });`;
  const { status, signal } = spawnSync(process.execPath, ['-e', maker], { timeout: 20_000 });
  expect({ status, signal }).toEqual({ status: 0, signal: null });
  const deadline = Date.now() + 10_000;
  while (commandLines().some((line) => line.includes(mark))) {
    if (Date.now() > deadline) throw new Error('It is still running.');
    await pause(50);
  }
});

function commandLines(): string[] {
  return fs.readdirSync('/proc').flatMap((entry) => {
    try {
      return /^\d+$/.test(entry) ? [fs.readFileSync(`/proc/${entry}/cmdline`, 'utf8')] : [];
    } catch {
      return [];
    }
  });
}
