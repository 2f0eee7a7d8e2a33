import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { model, TemporaryProject } from '../../test-kit/composer/project';

let project: TemporaryProject;
let watching: ChildProcess;
let output: string;
let heard: () => void;

beforeEach(async () => {
  project = new TemporaryProject().write('package.json', '{}').schema('shop', model('Shop'));
  output = '';
  heard = () => {};
  const program = path.resolve(__dirname, '../../cli/prismosaic.js');
  // In a process of its own: chokidar is an ES module.
  watching = spawn(process.execPath, [program, 'compose', '--watch', '--no-generate'], { cwd: project.root });
  for (const stream of [watching.stdout, watching.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      heard();
    });
  }
  watching.once('exit', () => heard());
  await says('Composed 1 component');
});
afterEach(async () => {
  await end('SIGKILL');
  project.dispose();
});

/** Waits for a text in the output, and forgets the output until there. */
async function says(text: string): Promise<void> {
  const over = AbortSignal.timeout(40_000);
  while (!output.includes(text)) {
    if (watching.exitCode !== null || over.aborted) {
      throw new Error(`It ${over.aborted ? 'runs' : 'ended'} without saying ${text}:\n${output}`);
    }
    await new Promise<void>((resolve) => {
      heard = resolve;
      over.addEventListener('abort', () => resolve(), { once: true });
    });
  }
  output = output.slice(output.indexOf(text) + text.length);
}

async function end(signal: NodeJS.Signals): Promise<number | null> {
  if (watching.exitCode !== null || watching.signalCode !== null) return watching.exitCode;
  const closed = new Promise<number | null>((resolve) => watching.once('close', resolve));
  watching.kill(signal);
  return closed;
}

test('composes again when a schema is saved, added or removed, and ends when it is asked to', async () => {
  project.schema('shop', model('Shop', 'name String'));
  await says('1 file written');
  expect(project.read('prisma/schema/shop.prisma')).toContain('name String');
  project.schema('blog', model('Post'));
  await says('Composed 2 components');
  fs.rmSync(project.path('src/components/blog'), { recursive: true });
  await says('1 file removed');
  expect(project.has('prisma/schema/blog.prisma')).toBe(false);
  expect(await end('SIGINT')).toBe(130);
}, 60_000);

test('keeps the last good schema while one has errors, and recovers', async () => {
  project.schema('shop', 'model Shop {');
  await says('shop/prisma/schema.prisma:1');
  await says('The last good schema and client stay.');
  expect(project.read('prisma/schema/shop.prisma')).toContain('id');
  project.schema('shop', model('Shop', 'name String'));
  await says('Composed 1 component');
}, 60_000);

test('hears of a configuration that is added, and of nothing that it publishes itself', async () => {
  project.schema('blog', model('Post'));
  project.write('src/components/blog/component.module.ts', '');
  await says('Composed 2 components');
  const where = "{ databases: { default: { exclude: 'src/components/blog' } } }";
  project.write('prismosaic.config.ts', `export default ${where};`);
  await says('1 file removed');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  // What it published was no reason to say anything.
  expect(output.split('\n').filter((line) => line.includes('Composed'))).toEqual([]);
}, 60_000);
