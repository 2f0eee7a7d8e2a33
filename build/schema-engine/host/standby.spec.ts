import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { embeddedBinaries } from '../testing/binaries';
import { PostgresServer } from '../testing/postgres-server';
import { finished } from '../testing/project';
import { DATASOURCE_VARIABLE } from '../process/arguments';
import { wasmEngine } from './select-engine';
import { Standby } from './standby';

let server: PostgresServer;

beforeAll(async () => {
  server = await PostgresServer.start(embeddedBinaries());
});
afterAll(() => server.stop());

const startNode = (args: string[], options: SpawnOptions) => spawn(process.execPath, args, options);

/** As the command line would start it, with a datasource that leads nowhere or to the server. */
const start = (url: string, stdio?: 'inherit') => ({
  args: [wasmEngine, 'cli', 'can-connect-to-database'],
  options: {
    env: { ...process.env, [DATASOURCE_VARIABLE]: JSON.stringify({ url }) },
    cwd: os.tmpdir(),
    stdio,
  },
});

test('an engine on standby does what one that is started anew does', async () => {
  const cases = [
    [server.url('postgres'), 0, 'Done'],
    ['postgresql://u:p@127.0.0.1:1/x', 1, 'P1001'],
  ] as const;
  for (const [url, status, text] of cases) {
    const standby = new Standby(wasmEngine, startNode);
    standby.prepare('command');
    const child = standby.call(start(url));
    if (child === undefined) throw new Error('There was none.');
    const result = await finished(child);
    expect(result).toMatchObject({ status, output: expect.stringContaining(text) });
    expect(standby.call(start(url))).toBeUndefined();
  }
});

test('it is not for callers that want other pipes', () => {
  const standby = new Standby(wasmEngine, startNode);
  standby.prepare('command');
  expect(standby.call(start('postgresql://u:p@h/db', 'inherit'))).toBeUndefined();
});

test('a short command that answers no, by one on standby, does not spoil the status of the command line', () => {
  const load = (name: string) => `require(${JSON.stringify(path.resolve(__dirname, '..', '..', name))})`;
  const nowhere = JSON.stringify(JSON.stringify({ url: 'postgresql://u:p@127.0.0.1:1/x' }));
  const source = `${load('load-typescript.js')};
    ${load('schema-engine/host/spawn-engine.ts')}.wrapSpawn(${JSON.stringify(wasmEngine)}, { ahead: true });
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

test('one that is never called neither keeps its maker nor outlives it', async () => {
  const mark = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'standby-')), 'engine.js');
  fs.symlinkSync(wasmEngine, mark);
  const load = (name: string) => `require(${JSON.stringify(path.resolve(__dirname, '..', '..', name))})`;
  const maker = `${load('load-typescript.js')}; ${load('schema-engine/host/spawn-engine.ts')}.wrapSpawn(${JSON.stringify(mark)}, { ahead: true });`;
  const { status, signal } = spawnSync(process.execPath, ['-e', maker], { timeout: 20_000 });
  expect({ status, signal }).toEqual({ status: 0, signal: null });
  const deadline = Date.now() + 10_000;
  while (commandLines().some((line) => line.includes(mark))) {
    if (Date.now() > deadline) throw new Error('It is still there.');
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
