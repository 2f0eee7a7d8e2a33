import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { announceEngine, chooseEngine, wasmEngine } from './select-engine';

/** A project with Prisma installed, and perhaps the native engine. */
function project(...engines: string[]): string {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'select-engine-'));
  for (const name of ['prisma', '@prisma/engines']) {
    const folder = path.join(root, 'node_modules', name);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'package.json'), '{}');
  }
  for (const engine of engines)
    fs.writeFileSync(path.join(root, 'node_modules', '@prisma/engines', engine), '');
  return root;
}

test('the engine that the user names is used, and the environment does not change', () => {
  for (const variable of ['PRISMA_SCHEMA_ENGINE_BINARY', 'PRISMA_MIGRATION_ENGINE_BINARY']) {
    const environment = { [variable]: '/opt/engine' };
    const choice = chooseEngine(environment, project('schema-engine-debian-openssl-3.0.x'));
    expect(choice).toMatchObject({ kind: 'named', file: '/opt/engine', reason: `${variable} is set to it.` });
    announceEngine(choice, environment);
    expect(environment).toEqual({ [variable]: '/opt/engine' });
  }
});

test('the native engine is used when it is installed', () => {
  const root = project('schema-engine-debian-openssl-3.0.x', 'schema-engine-debian-openssl-3.0.x.gz.sha256');
  const environment = {};
  const choice = chooseEngine(environment, root);
  expect(choice.kind).toBe('native');
  expect(path.basename(choice.file)).toBe('schema-engine-debian-openssl-3.0.x');
  announceEngine(choice, environment);
  expect(environment).toEqual({});
});

test('without either the WebAssembly engine is used, also when a parent process has chosen it', () => {
  const environment: NodeJS.ProcessEnv = {};
  for (const round of [1, 2]) {
    const choice = chooseEngine(environment, project());
    expect([round, choice.kind]).toEqual([round, 'wasm']);
    announceEngine(choice, environment);
    expect(environment.PRISMA_SCHEMA_ENGINE_BINARY).toBe(wasmEngine);
  }
});

test('a folder without Prisma gets the WebAssembly engine, too', () => {
  expect(chooseEngine({}, os.tmpdir()).kind).toBe('wasm');
});
