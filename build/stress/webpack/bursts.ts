import { setTimeout as pause } from 'node:timers/promises';
import { Composer } from '../../composer';
import { generator } from '../../test-kit/composer/random-models';
import { Application, schemaOf, schemaWith } from '../../test-kit/webpack/application';
import { rspackOf } from '../../test-kit/webpack/rspack';
import { WatchedBuild } from '../../test-kit/webpack/watched-build';
import type { Asked, LongRun, Result } from '../composer/long-run';

const COMPONENTS = ['customers', 'invoices', 'orders', 'payments', 'stock'];
/** The longest burst, in ms. */
const SPREADS = [0, 30, 100, 400];
/** How long there may be no build before a burst counts as lost. A busy machine needs long for one. */
const QUIET_MS = 60_000;

/**
 * Saves five schemas in bursts with random timing, while webpack or Rspack watches and another publisher composes too,
 * as an editor or `npx prisma` would. After each burst the bundle must have what is published.
 */
export async function bursts(bundler: 'webpack' | 'rspack', asked: Asked): Promise<Result> {
  const random = generator(asked.seed);
  const application = new Application();
  for (const [index, name] of COMPONENTS.entries()) application.addComponent(name, `Model${index}`);
  const watched = new WatchedBuild(bundler === 'webpack' ? application.webpack() : rspackOf(application));
  const other = new OtherPublisher(application.root, () => random(40));
  const breaches: string[] = [];
  try {
    await watched.next(({ emitted }) => emitted);
    for (let burst = 0; burst < asked.count; burst++) {
      const spread = SPREADS[burst % SPREADS.length] ?? 0;
      // In every second burst, only the bundler composes.
      if (burst % 2 === 0) other.begin();
      const delays = COMPONENTS.map(() => random(spread + 1));
      await Promise.all(
        COMPONENTS.map(async (name, index) => {
          await pause(delays[index]);
          application.write(schemaOf(name), schemaWith(`Model${index}Of${burst}`));
        }),
      );
      const wanted = [...COMPONENTS.map((_name, index) => `Model${index}Of${burst}`), 'Post'].join();
      const found = await arrives(application, watched, wanted);
      await other.end();
      if (found !== wanted)
        breaches.push(`burst ${burst} of seed ${asked.seed}: ${found} instead of ${wanted}`);
    }
  } finally {
    await other.end();
    await watched.close();
    application.dispose();
  }
  return { figures: `${asked.count} bursts in ${bundler}, ${breaches.length} not in the bundle`, breaches };
}

/** The same in each bundler. */
export const burstsInWebpack: LongRun = { count: 60, run: (asked) => bursts('webpack', asked) };
export const burstsInRspack: LongRun = { count: 60, run: (asked) => bursts('rspack', asked) };

/** Waits until the bundle has the models, or until there was no build for long. Returns the models that it has. */
async function arrives(application: Application, watched: WatchedBuild, wanted: string): Promise<string> {
  for (let last = performance.now(), builds = -1; ; ) {
    const found = Object.keys(application.run().models).sort().join();
    if (builds !== watched.builds.length) last = performance.now();
    if (found === wanted || performance.now() - last > QUIET_MS) return found;
    builds = watched.builds.length;
    await pause(100);
  }
}

/** Composes and publishes with only short pauses. */
class OtherPublisher {
  readonly #composer: Composer;
  readonly #pause: () => number;
  #running: Promise<void> | undefined;
  #ending = false;

  constructor(root: string, pauseMs: () => number) {
    this.#composer = new Composer({ root });
    this.#pause = pauseMs;
  }

  begin(): void {
    this.#ending = false;
    this.#running = this.#publish();
  }

  async end(): Promise<void> {
    this.#ending = true;
    await this.#running;
  }

  async #publish(): Promise<void> {
    while (!this.#ending) {
      await this.#composer.run();
      await pause(this.#pause());
    }
  }
}
