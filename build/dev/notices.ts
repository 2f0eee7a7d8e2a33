/** What the developer should know and nothing is broken by. */
export interface Notice {
  what: string;
  /** What to type. */
  command: string;
}

/** Shows notices in the open pages as long as they are true. */
export class Notices {
  readonly #show: (text: string | undefined) => void;
  readonly #bySource = new Map<string, readonly Notice[]>();

  constructor(show: (text: string | undefined) => void) {
    this.#show = show;
  }

  /** Replaces what a source had to say. Returns what is new of it, as the terminal shows it. */
  set(source: string, notices: readonly Notice[]): string[] {
    const before = (this.#bySource.get(source) ?? []).map(lineOf);
    const now = notices.map(lineOf);
    if (now.join('\n') === before.join('\n')) return [];
    this.#bySource.set(source, notices);
    const all = [...this.#bySource.values()].flat();
    const texts = all.map(({ what, command }) => `${what}:\n${command}`);
    this.#show(texts.length === 0 ? undefined : texts.join('\n\n'));
    return now.filter((line) => !before.includes(line));
  }
}

function lineOf({ what, command }: Notice): string {
  return `${what}: ${command}`;
}
