/** So often in so short a time nobody deletes or edits by hand what is published. */
const MOST = 5;
const WITHIN_MS = 30_000;

/** Finds out that the same thing is done over and over, with nothing else in between. */
export class Repetitions {
  #times: number[] = [];

  /** It stays too many until something else is done. */
  get tooMany(): boolean {
    return this.#times.length > MOST;
  }

  add(): void {
    const now = performance.now();
    this.#times = [...this.#times.filter((time) => now - time < WITHIN_MS), now];
  }

  /** Something else was done. */
  clear(): void {
    this.#times = [];
  }
}
