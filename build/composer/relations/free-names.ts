import { isIdentifier } from '../schema/identifiers';

/** Hands out names that nobody has yet, and none twice: all that were suggested can be followed together. */
export class FreeNames {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  /** The first that is free and can be a name, else the last that can be one, with a number. */
  take(...candidates: string[]): string {
    const names = candidates.filter(isIdentifier);
    const last = names.at(-1) ?? 'other';
    let name = names.find((each) => !this.#taken.has(each)) ?? last;
    for (let number = 2; this.#taken.has(name); number++) name = `${last}${number}`;
    this.#taken.add(name);
    return name;
  }
}
