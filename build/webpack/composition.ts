import type { Composer, Outcome } from '../composer';
import { type Changes, PublishedFiles } from './published-files';

/** The part of the Composer that the plugin needs. */
export type SchemaComposer = Pick<Composer, 'run'>;

type Known = Pick<Outcome, 'ok' | 'diagnostics' | 'written' | 'removed' | 'watch' | 'outputs'>;

/** The last run of the Composer, as the hooks share it. */
export class Composition {
  readonly #composer: SchemaComposer;
  #last: Promise<unknown> = Promise.resolve();
  /** What lay there when the last build began. */
  #published: PublishedFiles | undefined;
  #outcome: Known = {
    ok: true,
    diagnostics: [],
    written: [],
    removed: [],
    watch: { files: [], directories: [] },
    outputs: [],
  };

  constructor(composer: SchemaComposer) {
    this.#composer = composer;
  }

  /**
   * What the build that is under way, or was the last one, is made from. Written and removed is all that differs from
   * what the build before was made from, whoever published it: an editor or `npx prisma` may have been first.
   */
  get outcome(): Known {
    return this.#outcome;
  }

  /** The folders that are published, with those in them. */
  get folders(): readonly string[] {
    return this.#published?.folders ?? [];
  }

  /** Composes for a build. Never rejects: an error thrown from a watch hook would end the watcher for good. */
  run(): Promise<void> {
    return this.#inTurn(async () => {
      const outcome = await this.#compose();
      const { changes, now } = this.#changes(outcome);
      this.#published = now;
      this.#outcome = { ...outcome, ...changes };
    });
  }

  /** Composes without a build. Resolves with whether the last build was made from something else. Never rejects. */
  look(): Promise<boolean> {
    return this.#inTurn(async () => {
      const outcome = await this.#compose();
      const { written, removed } = this.#changes(outcome).changes;
      return written.length + removed.length > 0 || summaryOf(outcome) !== summaryOf(this.#outcome);
    });
  }

  #changes({ written, removed, outputs }: Known): { changes: Changes; now: PublishedFiles } {
    const now = new PublishedFiles(outputs);
    return { changes: this.#published ? now.since(this.#published) : { written, removed }, now };
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn;
    return turn;
  }

  /** What was observed before stays known when it fails, so that the next save tries again. */
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
