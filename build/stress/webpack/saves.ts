import { setTimeout as pause } from 'node:timers/promises';
import { Application, schemaOf, schemaWith } from '../../test-kit/webpack/application';
import { RecordedComposer, WatchedBuild } from '../../test-kit/webpack/watched-build';
import type { Asked, Result } from '../composer/long-run';

/** Time between two saves: 200 of them take ten seconds. */
const PAUSE_MS = 50;
const MOST = 2;

/** Saves a schema repeatedly, faster than it is composed, and counts the generations after the last save. */
export async function saves({ count, say }: Asked): Promise<Result> {
  const application = new Application();
  const composer = new RecordedComposer(application.root);
  const watched = new WatchedBuild(application.webpack({ composer }));
  const demo = schemaOf('demo');
  const serves = (...models: string[]) =>
    watched.next(
      ({ emitted }) =>
        emitted && Object.keys(application.run().models).sort().join() === models.sort().join(),
    );
  try {
    await watched.next(({ emitted }) => emitted);
    for (let save = 1; save < count; save++) {
      application.write(demo, schemaWith(`Post${save}`));
      await pause(PAUSE_MS);
    }
    application.write(demo, schemaWith('Last'));
    const before = composer.publishing.length;
    say(`${count} saves led to ${before - 1} generations until the last one`);
    await serves('Last');
    // All builds from the saves come before this one.
    application.addComponent('orders', 'Order');
    await serves('Last', 'Order');
    const other = composer.publishing.filter(({ written }) => written.some((file) => /[/]orders/.test(file)));
    const after = composer.publishing.length - before - Math.max(1, other.length);
    return {
      figures: `${count} saves, ${before - 1} generations until the last one and ${after} after it`,
      breaches: after > MOST ? [`${after} generations after the last save`] : [],
    };
  } finally {
    await watched.close();
    application.dispose();
  }
}
