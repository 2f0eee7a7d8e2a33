import { isIdentifier } from '../../schema/identifiers';

/** Returns free names, and none twice: all suggestions work together. */
export class FreeNames {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  /** The first free and valid name, otherwise the last valid one, with a number. */
  take(...candidates: string[]): string {
    const names = candidates.filter(isIdentifier);
    const last = names.at(-1) ?? 'other';
    let name = names.find((each) => !this.#taken.has(each)) ?? last;
    for (let number = 2; this.#taken.has(name); number++) name = `${last}${number}`;
    this.#taken.add(name);
    return name;
  }
}
