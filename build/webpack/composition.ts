import type { Composer, Outcome } from '../composer';

/** The part of the Composer that the plugin needs. */
export type SchemaComposer = Pick<Composer, 'run'>;

type Known = Pick<Outcome, 'ok' | 'diagnostics' | 'written' | 'removed' | 'watch' | 'outputs'>;

/** The last run of the Composer, as the hooks share it. */
export class Composition {
  readonly #composer: SchemaComposer;
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

  get outcome(): Known {
    return this.#outcome;
  }

  /**
   * Composes. Never rejects: an error thrown from a watch hook would end the watcher for good. What was observed and
   * published before stays known, so that the next save tries again.
   */
  async run(): Promise<void> {
    try {
      this.#outcome = await this.#composer.run();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#outcome = {
        ...this.#outcome,
        ok: false,
        diagnostics: [{ severity: 'error', code: 'INTERNAL', message }],
        written: [],
        removed: [],
      };
    }
  }
}
