import fs from 'node:fs';
import path from 'node:path';

/** Hears of what is renamed in some folders: bundlers' watchers say nothing when one folder takes another's place. */
export class Renames {
  readonly #heard: (file: string) => void;
  readonly #watchers = new Map<string, fs.FSWatcher>();

  constructor(heard: (file: string) => void) {
    this.#heard = heard;
  }

  /** Listens in these folders and in no others; anew in those that were replaced. */
  listen(folders: ReadonlySet<string>, replaced: readonly string[] = []): void {
    for (const [folder, watcher] of this.#watchers) {
      if (folders.has(folder) && !replaced.includes(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const folder of folders) if (!this.#watchers.has(folder)) this.#add(folder);
  }

  close(): void {
    this.listen(new Set());
  }

  #add(folder: string): void {
    try {
      const watcher = fs.watch(folder, (event, name) => {
        if (event === 'rename' && name !== null) this.#heard(path.join(folder, name));
      });
      // A folder that went away is listened to again when a build has found it again.
      watcher.on('error', () => {
        watcher.close();
        this.#watchers.delete(folder);
      });
      this.#watchers.set(folder, watcher);
    } catch {
      // It went away, or the system has no watcher left: the bundler's own then says so, or sees it at the next save.
    }
  }
}
