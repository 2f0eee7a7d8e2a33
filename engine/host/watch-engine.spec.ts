import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const checkout = path.resolve(__dirname, '../..');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'watch-engine-'));

/** The status of a command line that starts an engine of that source, and has no error itself. */
function statusOf(
  engine: string,
  { args = [], after = '' }: { args?: string[]; after?: string } = {},
): number | null {
  const file = path.join(folder, 'engine.js');
  fs.writeFileSync(file, engine);
  const load = (name: string) => `require(${JSON.stringify(path.join(checkout, name))})`;
  const commandLine = `
    ${load('build/ground/load-typescript.js')};
    ${load('engine/host/spawn-engine.ts')}.wrapSpawn(${JSON.stringify(file)});
    const child = require('node:child_process').spawn(${JSON.stringify(file)}, ${JSON.stringify(args)});
    ${after}`;
  return spawnSync(process.execPath, ['-e', commandLine]).status;
}

test.each([
  ['does its work', 'process.exit(0)', 0],
  ['fails', 'process.exit(1)', 1],
  ['crashes', 'throw new Error()', 1],
  ['has a syntax error', 'this is no program', 1],
  ['is killed', 'process.kill(process.pid, "SIGKILL")', 1],
])('an engine that %s', (_, engine, status) => {
  expect(statusOf(engine)).toBe(status);
});

test('the status 1 of a short command is an answer', () => {
  expect(statusOf('process.exit(1)', { args: ['cli', 'can-connect-to-database'] })).toBe(0);
  expect(statusOf('process.kill(process.pid, "SIGKILL")', { args: ['cli', 'can-connect-to-database'] })).toBe(
    1,
  );
});

test('an engine that the command line stops has not failed', () => {
  expect(statusOf('setTimeout(() => {}, 60_000)', { after: 'child.kill();' })).toBe(0);
});

test('a command line that exits with 0 after its engine failed ends with 1', () => {
  const after = "child.on('exit', () => process.exit(0));";
  expect(statusOf('process.exit(3)', { after })).toBe(1);
});
