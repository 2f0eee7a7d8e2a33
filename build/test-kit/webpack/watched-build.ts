import path from 'node:path';
import type { Compiler as RspackCompiler } from '@rspack/core';
import type { Compiler } from 'webpack';
import { Composer, type Outcome } from '../../composer';
import type { SchemaComposer } from '../../webpack/composition';

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
  /** The paths whose change caused it. */
  causes: readonly string[];
}

/** A bundler that watches, and its builds in order. */
export class WatchedBuild {
  readonly builds: Build[] = [];
  readonly #compiler: Compiler | RspackCompiler;
  #seen = 0;
  #arrived = () => {};
  #building = false;

  constructor(compiler: Compiler | RspackCompiler) {
    this.#compiler = compiler;
    let causes: string[] = [];
    let emitted = false;
    // Before the plugin, which adds what it published.
    compiler.hooks.watchRun.tap({ name: 'WatchedBuild', stage: -1 }, ({ modifiedFiles, removedFiles }) => {
      causes = [...(modifiedFiles ?? []), ...(removedFiles ?? [])];
      emitted = false;
      this.#building = true;
    });
    compiler.hooks.assetEmitted.tap('WatchedBuild', (name) => {
      emitted ||= name === 'main.js';
    });
    // After `done`, when the watcher is about to start.
    compiler.hooks.afterDone.tap('WatchedBuild', ({ compilation }) => {
      this.#building = false;
      this.#add({ errors: [...compilation.errors], emitted, causes });
    });
    compiler.watch({}, () => {});
  }

  /** Whether a build is under way. */
  get building(): boolean {
    return this.#building;
  }

  /** The next matching build that was not returned or skipped before. */
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

/** Whether a file, or a folder above it, caused the build. */
export function causedBy(file: string): (build: Build) => boolean {
  return ({ causes }) => causes.some((cause) => file === cause || file.startsWith(cause + path.sep));
}
