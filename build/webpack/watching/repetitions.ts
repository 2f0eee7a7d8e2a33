/** More repetitions in this time are not edits by hand. */
const MOST = 5;
const WITHIN_MS = 30_000;

/** Detects that the same action is repeated too often, with no other action in between. */
export class Repetitions {
  #times: number[] = [];

  /** Stays true until `clear`. */
  get tooMany(): boolean {
    return this.#times.length > MOST;
  }

  add(): void {
    const now = performance.now();
    this.#times = [...this.#times.filter((time) => now - time < WITHIN_MS), now];
  }

  /** Call it when another action happened. */
  clear(): void {
    this.#times = [];
  }
}
