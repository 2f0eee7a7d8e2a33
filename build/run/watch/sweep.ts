import fs from 'node:fs/promises';

const INTERVAL_MS = 1_000;
/** A file that changed is completely written when it stays the same for this time. */
const STABLE_MS = 250;

/**
 * Compares the state of files and folders every second, and calls back with those that changed, appeared or
 * disappeared; with each path once after it was added. For what the system does not report: a file that doesn't exist,
 * or what happens to a folder after it is read and before it is watched.
 */
export class Sweep {
  readonly #states = new Map<string, string | undefined>();
  readonly #changed: (paths: string[]) => void;
  #changing = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(changed: (paths: string[]) => void) {
    this.#changed = changed;
    this.#schedule();
  }

  add(paths: readonly string[]): void {
    for (const path of paths) if (!this.#states.has(path)) this.#states.set(path, undefined);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    if (this.#closed) return;
    const ms = this.#changing.size > 0 ? STABLE_MS : INTERVAL_MS;
    this.#timer = setTimeout(() => void this.#sweep(), ms);
  }

  async #sweep(): Promise<void> {
    const paths = [...this.#states.keys()];
    const states = await Promise.all(paths.map(stateOf));
    const different = new Set(paths.filter((path, index) => this.#states.get(path) !== states[index]));
    paths.forEach((path, index) => void this.#states.set(path, states[index]));
    const stable = [...this.#changing].filter((path) => !different.has(path));
    this.#changing = different;
    if (stable.length > 0 && !this.#closed) this.#changed(stable);
    this.#schedule();
  }
}

/** Changes with the content of a file and with the entries of a folder. */
async function stateOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeMs } = await fs.stat(path);
    return `${ino} ${size} ${mtimeMs}`;
  } catch {
    return 'missing';
  }
}
