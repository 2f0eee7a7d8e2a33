import fs from 'node:fs';
import path from 'node:path';

/** Which files were written and which were removed. */
export interface Changes {
  written: string[];
  removed: string[];
}

/** The published files and folders on the disk at one moment; each file with a state that changes when it is written. */
export class PublishedFiles {
  readonly #files = new Map<string, string>();
  readonly #folders: string[] = [];

  /** @param outputs absolute paths of folders and files; a missing one counts as empty */
  constructor(outputs: readonly string[]) {
    for (const output of outputs) this.#read(output);
  }

  /** All published folders. */
  get folders(): readonly string[] {
    return this.#folders;
  }

  /** All changes from an earlier moment to this one, by any process. */
  since(before: PublishedFiles): Changes {
    const written = [...this.#files].filter(([file, state]) => before.#files.get(file) !== state);
    const removed = [...before.#files.keys()].filter((file) => !this.#files.has(file));
    return { written: written.map(([file]) => file), removed };
  }

  #read(file: string): void {
    const found = fs.statSync(file, { throwIfNoEntry: false, bigint: true });
    if (found === undefined) return;
    if (!found.isDirectory()) {
      // Publishing keeps the time of unchanged files.
      this.#files.set(file, `${found.mtimeNs} ${found.size}`);
      return;
    }
    this.#folders.push(file);
    for (const name of namesIn(file)) this.#read(path.join(file, name));
  }
}

function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    // It was just replaced: the next look sees the new one.
    return [];
  }
}
