import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Compiler } from 'webpack';
import { saves } from '../../stress/webpack/saves';
import { Application, schemaOf, schemaWith } from '../../test-kit/webpack/application';
import { WatchedBuild } from '../../test-kit/webpack/watched-build';

let application: Application;
let compiler: Compiler;
let watched: WatchedBuild;
const demo = schemaOf('demo');

const at = (file: string) => path.join(application.root, file);
/** Waits until the bundle has these models and no others. */
const serves = (...models: string[]) =>
  watched.next(
    ({ emitted }) => emitted && Object.keys(application.run().models).sort().join() === models.sort().join(),
  );

test('many saves end in the last state, with at most two generations after the last one', async () => {
  const { breaches } = await saves({ count: 40, seed: 0, say: () => {} });
  expect(breaches).toEqual([]);
});

describe('while webpack watches', () => {
  beforeEach(async () => {
    application = new Application();
    compiler = application.webpack();
    watched = new WatchedBuild(compiler);
    await watched.next(({ emitted }) => emitted);
  });
  afterEach(async () => {
    await watched.close();
    application.dispose();
  });

  test('each save of an editor that renames files, or keeps a backup, is seen', async () => {
    fs.writeFileSync(at(`${demo}.tmp`), schemaWith('Renamed'));
    fs.renameSync(at(`${demo}.tmp`), at(demo));
    await serves('Renamed');

    fs.renameSync(at(demo), at(`${demo}~`));
    fs.writeFileSync(at(demo), schemaWith('BackedUp'));
    await serves('BackedUp');

    fs.writeFileSync(at(`${demo}.tmp`), schemaWith('Again'));
    fs.renameSync(at(`${demo}.tmp`), at(demo));
    await serves('Again');
  });

  test('components that are deleted and written again at once are seen, and watched afterwards', async () => {
    const parts = ['src/components/registered-component.ts', 'src/components/demo/component.module.ts'];
    const kept = parts.map((file) => [file, fs.readFileSync(at(file), 'utf8')] as const);
    application.remove('src/components');
    for (const [file, text] of kept) application.write(file, text);
    application.write(demo, schemaWith('Rewritten'));
    await serves('Rewritten');
    // The watcher starts again only after the build.
    await pause(500);

    // Still watched afterwards.
    application.write(demo, schemaWith('Afterwards'));
    await serves('Afterwards');
  });

  /** Replaces `demo` by two renames with another component of the same name and age. */
  const prepareExchange = (model: string): (() => void) => {
    fs.cpSync(at('src/components/demo'), at(`aside/${model}`), { recursive: true });
    const schema = `aside/${model}/prisma/schema.prisma`;
    const { atime, mtime } = fs.statSync(at(schema));
    application.write(schema, schemaWith(model));
    fs.utimesSync(at(schema), atime, mtime);
    application.write(
      `aside/${model}/component.module.ts`,
      `export default class { static of = '${model}' }`,
    );
    fs.utimesSync(at(`aside/${model}/component.module.ts`), atime, mtime);
    return () => {
      application.rename('src/components/demo', `aside/before-${model}`);
      application.rename(`aside/${model}`, 'src/components/demo');
    };
  };
  const hasCodeOf = (model: string) =>
    fs.readFileSync(application.bundle, 'utf8').includes(`of = '${model}'`);

  test('a component that replaces another is seen, with nothing saved in it, and watched afterwards', async () => {
    const exchange = prepareExchange('Exchanged');
    await pause(1_000);
    exchange();
    await serves('Exchanged');
    expect(hasCodeOf('Exchanged')).toBe(true);
    await pause(500);
    application.write(demo, schemaWith('Afterwards'));
    await serves('Afterwards');
  });

  test.each(['make', 'done'] as const)('a replacement during a build is seen (%s)', async (moment) => {
    const exchange = prepareExchange('Meanwhile');
    let exchanged = false;
    compiler.hooks[moment].tap({ name: 'test', stage: 1000 }, () => {
      if (!exchanged) exchange();
      exchanged = true;
    });
    application.write('src/main.ts', `${fs.readFileSync(at('src/main.ts'), 'utf8')}\n// saved`);
    await serves('Meanwhile');
    expect(hasCodeOf('Meanwhile')).toBe(true);
  });

  test('nothing saved means no build', async () => {
    application.write(demo, schemaWith('Article'));
    await serves('Article');
    const served = watched.builds.length;
    await pause(4_000);
    const late = watched.builds.slice(served);
    // The watcher may notice the folder of the save late: that causes at most one build, which emits nothing.
    expect(late.filter(({ emitted }) => emitted)).toEqual([]);
    expect(late.length).toBeLessThanOrEqual(1);
  });
});
