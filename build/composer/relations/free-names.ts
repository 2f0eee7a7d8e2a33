import { isIdentifier } from '../schema/identifiers';

/** Hands out names that nobody has yet, and none twice: all that were suggested can be followed together. */
export class FreeNames {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  /** The first that is free, else the last, which has to be a name, with a number. */
  take(...candidates: string[]): string {
    const last = candidates.at(-1) ?? '';
    let name = candidates.find((each) => this.#isFree(each)) ?? last;
    for (let number = 2; !this.#isFree(name); number++) name = `${last}${number}`;
    this.#taken.add(name);
    return name;
  }

  #isFree(name: string): boolean {
    return isIdentifier(name) && !this.#taken.has(name);
  }
}
