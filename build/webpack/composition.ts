import type { Composer, Outcome } from '../composer';

/** The part of the Composer that the plugin needs. */
export type SchemaComposer = Pick<Composer, 'run'>;

type Known = Pick<Outcome, 'ok' | 'diagnostics' | 'written' | 'removed' | 'watch' | 'outputs'>;

/** The last run of the Composer, as the hooks share it. */
export class Composition {
  readonly #composer: SchemaComposer;
  #last: Promise<unknown> = Promise.resolve();
  /** Published since the last build began. */
  #published: Pick<Known, 'written' | 'removed'> = { written: [], removed: [] };
  #outcome: Known = {
    ok: true,
    diagnostics: [],
    ...this.#published,
    watch: { files: [], directories: [] },
    outputs: [],
  };

  constructor(composer: SchemaComposer) {
    this.#composer = composer;
  }

  /** What the build that is under way, or was the last one, is made from. */
  get outcome(): Known {
    return this.#outcome;
  }

  /** Composes for a build. Never rejects: an error thrown from a watch hook would end the watcher for good. */
  run(): Promise<void> {
    return this.#inTurn(async () => {
      const outcome = await this.#compose();
      this.#outcome = {
        ...outcome,
        written: [...this.#published.written, ...outcome.written],
        removed: [...this.#published.removed, ...outcome.removed],
      };
      this.#published = { written: [], removed: [] };
    });
  }

  /** Composes without a build, and tells whether the last build lacks something of what is there now. Never rejects. */
  look(): Promise<boolean> {
    return this.#inTurn(async () => {
      const { written, removed, ...now } = await this.#compose();
      this.#published.written.push(...written);
      this.#published.removed.push(...removed);
      return written.length + removed.length > 0 || summaryOf(now) !== summaryOf(this.#outcome);
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn;
    return turn;
  }

  /** What was observed and published before stays known when it fails, so that the next save tries again. */
  async #compose(): Promise<Known> {
    try {
      return await this.#composer.run();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return {
        ...this.#outcome,
        ok: false,
        diagnostics: [{ severity: 'error', code: 'INTERNAL', message }],
        written: [],
        removed: [],
      };
    }
  }
}

/** Without the messages: one that told of a temporary name would differ each time. */
function summaryOf({ ok, diagnostics, watch }: Pick<Known, 'ok' | 'diagnostics' | 'watch'>): string {
  return JSON.stringify([
    ok,
    diagnostics.map(({ code, file, line, column }) => [code, file, line, column]),
    watch,
  ]);
}
