import fs from 'node:fs';
import path from 'node:path';

/** Hears what happens directly in some folders: bundlers' watchers leave out what they are told to ignore, and some renames. */
export class FolderEvents {
  readonly #heard: (event: fs.WatchEventType, file: string) => void;
  readonly #watchers = new Map<string, fs.FSWatcher>();

  constructor(heard: (event: fs.WatchEventType, file: string) => void) {
    this.#heard = heard;
  }

  /** Listens in these folders and in no others; anew in those that were replaced. */
  listen(folders: ReadonlySet<string>, replaced: Iterable<string> = []): void {
    const anew = new Set(replaced);
    for (const [folder, watcher] of this.#watchers) {
      if (folders.has(folder) && !anew.has(folder)) continue;
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
        if (name !== null) this.#heard(event, path.join(folder, name));
      });
      // A folder that was removed is listened to again when a build has found it again.
      watcher.on('error', () => {
        watcher.close();
        this.#watchers.delete(folder);
      });
      this.#watchers.set(folder, watcher);
    } catch {
      // It was removed, or the system has no watcher left: the bundler's own then says so, or sees it at the next save.
    }
  }
}
