import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Application, schemaOf, schemaWith } from './testing/application';
import { RecordedComposer, WatchedBuild } from './testing/watched-build';

let application: Application;
let composer: RecordedComposer;
let watched: WatchedBuild;
const demo = schemaOf('demo');

beforeEach(async () => {
  application = new Application();
  composer = new RecordedComposer(application.root);
  watched = new WatchedBuild(application.webpack({ composer }));
  await watched.next(({ emitted }) => emitted);
});
afterEach(async () => {
  await watched.close();
  application.dispose();
});

const at = (file: string) => path.join(application.root, file);
/** Waits until the bundle has these models and no others. */
const serves = (...models: string[]) =>
  watched.next(
    ({ emitted }) => emitted && Object.keys(application.run().models).sort().join() === models.sort().join(),
  );

describe('while webpack watches', () => {
  test('many saves end in the last state, with at most two generations after the last one', async () => {
    for (let save = 1; save < 40; save += 1) {
      application.write(demo, schemaWith(`Post${save}`));
      await pause(25);
    }
    application.write(demo, schemaWith('Last'));
    const before = composer.publishing.length;
    await serves('Last');
    // What would still come of the saves comes before this.
    application.addComponent('orders', 'Order');
    await serves('Last', 'Order');
    const addition = composer.publishing.filter(({ written }) =>
      written.some((file) => /[/]orders/.test(file)),
    );
    expect(composer.publishing.length - before - Math.max(1, addition.length)).toBeLessThanOrEqual(2);
  });

  test('an editor that writes beside and renames, or keeps a backup, is seen at each save', async () => {
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
    // The watcher looks again only after the build.
    await pause(500);

    // Still watched afterwards.
    application.write(demo, schemaWith('Afterwards'));
    await serves('Afterwards');
  });

  test('nothing saved means no build', async () => {
    application.write(demo, schemaWith('Article'));
    await serves('Article');
    const before = watched.builds.length;
    await pause(3_000);
    expect(watched.builds.slice(before)).toEqual([]);
  });
});
