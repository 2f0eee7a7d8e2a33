import fs from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import ts from 'typescript';
import { TemporaryProject } from '../test-kit/composer/project';
import { checkWhileWatching, type TypeWatch } from './check-while-watching';

// TypeScript waits this long after a change before it checks.
const settled = 1_500;

let project: TemporaryProject;
let watch: TypeWatch;
let reports: string[][];
let heard: () => void;

beforeEach(async () => {
  project = new TemporaryProject()
    .write('tsconfig.json', '{ "compilerOptions": { "strict": true, "types": [] }, "files": ["app.ts"] }')
    .write('app.ts', `import { name } from './client/client';\n\nexport const text: string = name;\n`)
    .write('client/client.ts', `export const name = 'one';\n`);
  reports = [];
  heard = () => {};
  const configFile = project.path('tsconfig.json');
  watch = checkWhileWatching(ts, { root: project.root, configFile }, (diagnostics) => {
    reports.push(diagnostics.map(({ message }) => message));
    heard();
  });
  watch.release([]);
  await report(1);
});
afterEach(() => {
  watch.close();
  project.dispose();
});

/** Waits until there were so many reports. */
async function report(count: number): Promise<void> {
  while (reports.length < count)
    await new Promise<void>((resolve) => {
      heard = resolve;
    });
}

test('while it is held, a half-made state is not checked; afterwards the result is', async () => {
  expect(reports).toEqual([[]]);
  watch.hold();
  project.write('client/client.ts', `export const name = 2;\n`);
  await setTimeout(settled);
  expect(reports).toHaveLength(1);
  project.write('client/client.ts', `export const name = 'three';\n`);
  watch.release([project.path('client/client.ts')]);
  await report(2);
  expect(reports[1]).toEqual([]);
});

test('what is wrong when it is released is reported, also for a file whose folder was exchanged', async () => {
  watch.hold();
  // As a client is published: whole, in one step, which leaves the watchers on the old folder.
  project.write('next/client.ts', `export const name = 2;\n`);
  fs.renameSync(project.path('client'), project.path('before'));
  fs.renameSync(project.path('next'), project.path('client'));
  await setTimeout(settled);
  expect(reports).toHaveLength(1);
  watch.release([path.posix.join(project.root, 'client/client.ts')]);
  await report(2);
  expect(reports.at(-1)?.join()).toContain("Type 'number' is not assignable to type 'string'");
});

test('a release without a change reports the same again', async () => {
  watch.hold();
  watch.release([]);
  await report(2);
  expect(reports).toEqual([[], []]);
});
