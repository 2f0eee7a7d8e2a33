import childProcess from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { wrapSpawn } from './spawn-engine';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'spawn-engine-'));
const engine = path.join(folder, 'engine.js');
const original = childProcess.spawn;

beforeAll(() => {
  // As on Windows: a file that the system does not know how to run.
  fs.writeFileSync(engine, 'console.log(JSON.stringify({ args: process.argv.slice(2), env: process.env }))', {
    mode: 0o600,
  });
});
afterAll(() => {
  Reflect.set(childProcess, 'spawn', original);
});

/** What the engine was started with. */
async function started(command: string, args: string[]): Promise<{ args: string[]; env: NodeJS.ProcessEnv }> {
  const child = childProcess.spawn(command, args, { env: { OTHER: 'kept' } });
  let output = '';
  child.stdout.on('data', (text) => {
    output += text;
  });
  await once(child, 'close');
  return JSON.parse(output);
}

test('the system does not run a file without a run bit and without an interpreter line', async () => {
  const [error] = await once(childProcess.spawn(engine, []), 'error');
  expect(error).toMatchObject({ code: 'EACCES' });
});

test('the engine runs as a file, and the datasource reaches it outside the argument list', async () => {
  wrapSpawn(engine);
  wrapSpawn(engine);
  const { args, env } = await started(engine, [
    '--datamodels',
    'a.prisma',
    '--datasource',
    '{"url":"secret"}',
    'cli',
    'x',
  ]);
  expect(args).toEqual(['--datamodels', 'a.prisma', 'cli', 'x']);
  expect(env).toMatchObject({ OTHER: 'kept', PRISMOSAIC_SCHEMA_ENGINE_DATASOURCE: '{"url":"secret"}' });
});

test('also when a library has already put Node in front', async () => {
  const { args } = await started(process.execPath, [engine, '--datasource', '{}']);
  expect(args).toEqual([]);
});

test('other programs are started as usual', async () => {
  const child = childProcess.spawn(process.execPath, [
    '-e',
    'console.log(process.argv[1])',
    '--',
    '--datasource',
    'mine',
  ]);
  const [text] = await once(child.stdout, 'data');
  expect(String(text)).toBe('--datasource\n');
});
