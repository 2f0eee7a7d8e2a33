import fs from 'node:fs';

/** Finds folders that were replaced by others with the same name, as `git checkout`, `mv` and `rm -rf` do. */
export class ReplacedFolders {
  #known = new Map<string, string>();

  /** Observes these from now on. Returns those that were observed before and have been replaced since. */
  observe(folders: Iterable<string>): string[] {
    const before = this.#known;
    this.#known = new Map();
    const replaced: string[] = [];
    for (const folder of folders) {
      const now = identityOf(folder);
      if (now === undefined) continue;
      this.#known.set(folder, now);
      if ((before.get(folder) ?? now) !== now) replaced.push(folder);
    }
    return replaced;
  }

  /** The same for the folders that are observed already. */
  look(): string[] {
    return this.observe([...this.#known.keys()]);
  }

  has(folder: string): boolean {
    return this.#known.has(folder);
  }
}

function identityOf(folder: string): string | undefined {
  const found = fs.statSync(folder, { throwIfNoEntry: false });
  // The next folder may get the same inode number.
  return found && `${found.ino} ${found.birthtimeMs}`;
}
