/** What the developer should know and nothing is broken by. */
export interface Notice {
  what: string;
  /** What it means; may be empty. */
  text: string;
  /** What to type, in this order. */
  commands: readonly string[];
  /** All of it as the terminal shows it. */
  line: string;
}

/** Shows notices in the open pages as long as they are true. */
export class Notices {
  readonly #show: (notices: readonly Notice[]) => void;
  readonly #bySource = new Map<string, readonly Notice[]>();

  constructor(show: (notices: readonly Notice[]) => void) {
    this.#show = show;
  }

  /** Replaces what a source had to say. Returns what is new of it, as the terminal shows it. */
  set(source: string, notices: readonly Notice[]): string[] {
    const before = (this.#bySource.get(source) ?? []).map(({ line }) => line);
    const now = notices.map(({ line }) => line);
    if (now.join('\n') === before.join('\n')) return [];
    this.#bySource.set(source, notices);
    this.#show([...this.#bySource.values()].flat());
    return now.filter((line) => !before.includes(line));
  }
}
