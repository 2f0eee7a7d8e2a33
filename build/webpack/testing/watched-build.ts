import path from 'node:path';
import webpack, { type Configuration, type Stats } from 'webpack';
import { Composer, type Outcome } from '../../composer';
import type { SchemaComposer } from '../composition';

/** The real Composer, with its outcomes kept. */
export class RecordedComposer implements SchemaComposer {
  readonly outcomes: Outcome[] = [];
  /** Thrown instead of the next run. */
  failure: Error | undefined;
  readonly #composer: Composer;

  constructor(root: string) {
    this.#composer = new Composer({ root });
  }

  /** The runs that published something. */
  get publishing(): Outcome[] {
    return this.outcomes.filter(({ written, removed }) => written.length + removed.length > 0);
  }

  async run(): Promise<Outcome> {
    const { failure } = this;
    this.failure = undefined;
    if (failure) throw failure;
    const outcome = await this.#composer.run();
    this.outcomes.push(outcome);
    return outcome;
  }
}

/** One build of a watching webpack. */
export interface Build {
  errors: readonly Error[];
  emitted: boolean;
  /** The paths whose change led to it. */
  causes: readonly string[];
}

/** A webpack that watches, and its builds in order. */
export class WatchedBuild {
  readonly builds: Build[] = [];
  readonly #compiler: webpack.Compiler;
  #seen = 0;
  #arrived = () => {};

  constructor(configuration: Configuration) {
    const compiler = webpack(configuration);
    if (compiler === null) throw new Error('No compiler.');
    this.#compiler = compiler;
    let causes: string[] = [];
    compiler.hooks.watchRun.tap('WatchedBuild', ({ modifiedFiles, removedFiles }) => {
      causes = [...(modifiedFiles ?? []), ...(removedFiles ?? [])];
    });
    // After `done`, so that the watcher is about to look again.
    compiler.hooks.afterDone.tap('WatchedBuild', ({ compilation }: Stats) => {
      this.#add({ errors: compilation.errors, emitted: compilation.emittedAssets.has('main.js'), causes });
    });
    compiler.watch({}, () => {});
  }

  /** The next build, of those not yet looked at, that fits. */
  async next(fits: (build: Build) => boolean): Promise<Build> {
    for (;;) {
      while (this.#seen < this.builds.length) {
        const build = this.builds[this.#seen++];
        if (build && fits(build)) return build;
      }
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.#compiler.close(resolve));
  }

  #add(build: Build): void {
    this.builds.push(build);
    this.#arrived();
  }
}

/** Whether a file, or the folder it lies in, led to the build. */
export function causedBy(file: string): (build: Build) => boolean {
  return ({ causes }) => causes.some((cause) => file === cause || file.startsWith(cause + path.sep));
}
