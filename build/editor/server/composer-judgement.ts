import { Composer } from '../../composer';
import { byAddress, type ShownDiagnostic } from './shown-diagnostic';

export type Show = (uri: string, diagnostics: ShownDiagnostic[]) => void;

/** Shows the composer's diagnostics of the saved files, instead of those of Prisma's server for the open files. */
export class ComposerJudgement {
  readonly #root: string;
  readonly #show: Show;
  readonly #open = new Set<string>();
  #marked = new Set<string>();
  #judging: Promise<void> | undefined;
  #again = false;

  constructor(root: string, show: Show) {
    this.#root = root;
    this.#show = show;
  }

  opened(uri: string): void {
    this.#open.add(uri);
    this.saved();
  }

  closed(uri: string): void {
    this.#open.delete(uri);
  }

  /** One check at a time; saves in the meantime cause one more. */
  saved(): void {
    this.#again = true;
    this.#judging ??= this.#judge().finally(() => {
      this.#judging = undefined;
    });
  }

  async #judge(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      const { diagnostics } = await new Composer({ root: this.#root }).check({ generate: false });
      const found = byAddress(this.#root, diagnostics);
      for (const uri of new Set([...this.#marked, ...this.#open, ...found.keys()])) {
        this.#show(uri, found.get(uri) ?? []);
      }
      this.#marked = new Set(found.keys());
    }
  }
}
