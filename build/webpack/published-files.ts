import fs from 'node:fs';
import path from 'node:path';

/** Which files were put in place and which were taken away. */
export interface Changes {
  written: string[];
  removed: string[];
}

/** What is published, as it lies on the disk at one moment: the folders and files of it, each with what tells it from a later one. */
export class PublishedFiles {
  readonly #files = new Map<string, string>();
  readonly #folders: string[] = [];

  /** @param outputs absolute paths of folders and files; one that is missing is as an empty one */
  constructor(outputs: readonly string[]) {
    for (const output of outputs) this.#read(output);
  }

  /** All folders of it. */
  get folders(): readonly string[] {
    return this.#folders;
  }

  /** What has happened from an earlier moment to this one, whoever did it. */
  since(before: PublishedFiles): Changes {
    const written = [...this.#files].filter(([file, state]) => before.#files.get(file) !== state);
    const removed = [...before.#files.keys()].filter((file) => !this.#files.has(file));
    return { written: written.map(([file]) => file), removed };
  }

  #read(file: string): void {
    const found = fs.statSync(file, { throwIfNoEntry: false, bigint: true });
    if (found === undefined) return;
    if (!found.isDirectory()) {
      // Publishing keeps the time of what it doesn't change.
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
    // It was replaced a moment ago: the next look sees what by.
    return [];
  }
}
