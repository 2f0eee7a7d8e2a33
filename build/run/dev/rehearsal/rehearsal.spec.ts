import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Composer } from '../../../composer';
import { model, TemporaryProject } from '../../../test-kit/composer/project';
import type { Rehearsal } from './attach-rehearsal';

const build = path.resolve(__dirname, '../../..');
const bundle = path.join(build, 'bundle.js');
const runtime = '@prisma/client/runtime/client';

let project: TemporaryProject;
let packages: string[];
let server: ChildProcess;
beforeEach(async () => {
  project = new TemporaryProject();
  project.schema('shop', model('Order'));
  await new Composer({ root: project.root }).run();
  const imports = project.read('src/database/client/internal/class.ts').matchAll(/import\("(@[^"]+)"\)/g);
  packages = [runtime, ...[...imports].flatMap(([, name]) => name ?? [])];
  server = fork(path.join(build, 'run/worker/worker.js'), {
    execArgv: ['--require', path.join(build, 'run/dev/in-server.js')],
  });
});
afterEach(() => {
  server.kill('SIGKILL');
  project.dispose();
});

const nextMessage = async (): Promise<unknown> => (await once(server, 'message'))[0];

async function rehearsed(rehearsal: Partial<Rehearsal> = {}): Promise<unknown> {
  const schemaFolders = [project.path('prisma/schema')];
  server.send({ rehearsal: { bundle, packages, schemaFolders, ...rehearsal } });
  return nextMessage();
}

/** The value of an expression that a bundle evaluates in that process. */
async function answerOf(expression: string): Promise<unknown> {
  const main = project
    .write('main.js', `process.send(((load) => ${expression})(${loadHere}));`)
    .path('main.js');
  server.send({ run: main });
  return nextMessage();
}
const loadHere = `require('node:module').createRequire(${JSON.stringify(bundle)})`;

/** Whether V8 reuses the compiled query compiler: with other bytes, compiling takes ten times as long, or more. */
const known = `(() => {
  const { wasm } = load(${JSON.stringify('@prisma/client/runtime/query_compiler_fast_bg.postgresql.wasm-base64.js')});
  const bytes = Buffer.from(wasm, 'base64');
  const time = (bytes) => {
    const began = performance.now();
    new WebAssembly.Module(bytes);
    return performance.now() - began;
  };
  const fastest = (bytesOf) => Math.min(...[1, 2, 3, 4, 5].map((run) => time(bytesOf(run))));
  const other = (run) => Buffer.concat([bytes, Buffer.from([0, 2, 1, 120 + run])]);
  return fastest(() => bytes) * 2 < fastest(other);
})()`;

const broken = fs.mkdtempSync(path.join(os.tmpdir(), 'prismosaic-broken-'));
fs.writeFileSync(path.join(broken, 'a.prisma'), 'datasource db { model A { id }');
afterAll(() => fs.rmSync(broken, { recursive: true }));

describe('rehearsing the start of a server', () => {
  it('leaves machine code', async () => {
    expect(await rehearsed()).toEqual({ rehearsed: true });
    expect(await answerOf(known)).toBe(true);
  });

  it('leaves nothing else: Prisma’s modules are the earlier ones, or none', async () => {
    server.send({ ahead: { from: bundle, packages: [runtime] } });
    expect(await nextMessage()).toEqual({ loaded: true });
    expect(await rehearsed()).toEqual({ rehearsed: true });
    const kept = `Object.keys(load.cache).filter((file) => /query_compiler|runtime.client/.test(file))`;
    const names = `${kept}.map((file) => require('node:path').basename(file)).sort()`;
    expect(await answerOf(names)).toEqual(['client.js', 'query_compiler_fast_bg.postgresql.wasm-base64.js']);
  });

  it('works with copies of Prisma’s modules', async () => {
    const own = 'node_modules/@prisma/client/runtime';
    const client = 'class { $connect() {} $disconnect() {} }';
    const loads = 'globalThis.loads = (globalThis.loads ?? 0) + 1';
    project
      .write(`${own}/client.js`, `${loads}; exports.getPrismaClient = () => ${client};`)
      .write(`${own}/query_compiler_x.postgresql.js`, loads)
      .write(`${own}/query_compiler_x.postgresql.wasm-base64.js`, "exports.wasm = 'AGFzbQEAAAA='");
    const ahead = [runtime, '@prisma/client/runtime/query_compiler_x.postgresql.js'];
    const from = project.path('main.js');
    server.send({ ahead: { from, packages: ahead } });
    expect(await nextMessage()).toEqual({ loaded: true });
    expect(await rehearsed({ bundle: from, packages: ahead })).toEqual({ rehearsed: true });
    expect(await answerOf('globalThis.loads')).toBe(4);
  });

  it('is skipped when the bundle comes first', async () => {
    server.send({ rehearsal: { bundle, packages, schemaFolders: [project.path('prisma/schema')] } });
    expect(await answerOf("'runs'")).toBe('runs');
    const next = await Promise.race([
      nextMessage(),
      new Promise((resolve) => setTimeout(resolve, 1_000, 'nothing')),
    ]);
    expect(next).toBe('nothing');
  });

  it.each<[string, Partial<Rehearsal>]>([
    ['Prisma refuses the schema', { schemaFolders: [broken] }],
    ['there is no schema', { schemaFolders: ['/nowhere'] }],
    ['the application has no Prisma', { packages: ['pg'] }],
  ])('does no harm when %s', async (_, rehearsal) => {
    expect(await rehearsed(rehearsal)).toMatchObject({ rehearsed: expect.any(Boolean) });
    expect(await answerOf("'runs'")).toBe('runs');
  });
});
