import { Composer } from '../../composer';
import { byAddress, type ShownDiagnostic } from './shown-diagnostic';

export type Show = (uri: string, diagnostics: ShownDiagnostic[]) => void;

/** Shows what the composer says of the saved files, in place of what Prisma's server says of the open ones. */
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

  /** One judgement at a time; whatever is saved meanwhile is judged in one more. */
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
