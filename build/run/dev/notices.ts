/** Something that the developer should know, but that is not an error. */
export interface Notice {
  what: string;
  /** The explanation; may be empty. */
  text: string;
  /** The commands to run, in this order. */
  commands: readonly string[];
  /** The whole notice as the terminal shows it. */
  line: string;
}

/** Shows notices in the open pages as long as they apply. */
export class Notices {
  readonly #show: (notices: readonly Notice[]) => void;
  readonly #bySource = new Map<string, readonly Notice[]>();

  constructor(show: (notices: readonly Notice[]) => void) {
    this.#show = show;
  }

  /** Replaces the notices of a source. Returns the lines of the new ones. */
  set(source: string, notices: readonly Notice[]): string[] {
    const before = (this.#bySource.get(source) ?? []).map(({ line }) => line);
    const now = notices.map(({ line }) => line);
    if (now.join('\n') === before.join('\n')) return [];
    this.#bySource.set(source, notices);
    this.#show([...this.#bySource.values()].flat());
    return now.filter((line) => !before.includes(line));
  }
}
