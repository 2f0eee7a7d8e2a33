import type { Composer, Outcome } from '../composer';
import { type Changes, PublishedFiles } from './published-files';

/** The part of the Composer that the plugin needs. */
export type SchemaComposer = Pick<Composer, 'run'>;

type Known = Pick<Outcome, 'ok' | 'diagnostics' | 'written' | 'removed' | 'watch' | 'outputs'>;

/** The last run of the Composer, as the hooks share it. */
export class Composition {
  readonly #composer: SchemaComposer;
  #last: Promise<unknown> = Promise.resolve();
  /** The published files when the last build began. */
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
   * What the current or last build is made from. `written` and `removed` are all differences from the build before, also
   * those that another process published, such as an editor or `npx prisma`.
   */
  get outcome(): Known {
    return this.#outcome;
  }

  /** The published folders, with their subfolders. */
  get folders(): readonly string[] {
    return this.#published?.folders ?? [];
  }

  /** Composes for a build. Never rejects: an error thrown from a watch hook would end the watcher. */
  run(): Promise<void> {
    return this.#inTurn(async () => {
      const outcome = await this.#compose();
      const { changes, now } = this.#changes(outcome);
      this.#published = now;
      this.#outcome = { ...outcome, ...changes };
    });
  }

  /** Composes without a build. Resolves with whether the last build is out of date. Never rejects. */
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

  /** On failure, keeps the watched files of before, so that the next save tries again. */
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

/** Without the messages: one with a temporary name would differ each time. */
function summaryOf({ ok, diagnostics, watch }: Pick<Known, 'ok' | 'diagnostics' | 'watch'>): string {
  return JSON.stringify([
    ok,
    diagnostics.map(({ code, file, line, column }) => [code, file, line, column]),
    watch,
  ]);
}
