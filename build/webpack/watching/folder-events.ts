import fs from 'node:fs';
import path from 'node:path';

/** Watches some folders, not their subfolders: bundlers' watchers miss ignored paths, and some renames. */
export class FolderEvents {
  readonly #listener: (event: fs.WatchEventType, file: string) => void;
  readonly #watchers = new Map<string, fs.FSWatcher>();

  constructor(listener: (event: fs.WatchEventType, file: string) => void) {
    this.#listener = listener;
  }

  /** Watches only these folders, and starts again in those that were replaced. */
  listen(folders: ReadonlySet<string>, replaced: Iterable<string> = []): void {
    const renewed = new Set(replaced);
    for (const [folder, watcher] of this.#watchers) {
      if (folders.has(folder) && !renewed.has(folder)) continue;
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
        if (name !== null) this.#listener(event, path.join(folder, name));
      });
      // A removed folder is watched again after a build has found it again.
      watcher.on('error', () => {
        watcher.close();
        this.#watchers.delete(folder);
      });
      this.#watchers.set(folder, watcher);
    } catch {
      // It was removed, or the system has no watcher left: the bundler's own then reports it, or sees the next save.
    }
  }
}
