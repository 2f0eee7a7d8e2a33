import { once } from 'node:events';
import { type FSWatcher, watch } from 'chokidar';

export interface WatchedFiles {
  /**
   * Watches these too; they may be missing. Resolves once nothing that happens to them is missed: with true when some
   * were new, which may have changed before.
   */
  add(paths: readonly string[]): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Calls back with the paths when a file, or one in the folders, was added, changed or removed. It waits until the files
 * are completely written and no more changes follow.
 */
export function watchFiles(paths: readonly string[], changed: (paths: string[]) => void): WatchedFiles {
  const watchers: FSWatcher[] = [];
  const known = new Set<string>();
  const seen = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const onEvent = (_event: string, path: string) => {
    seen.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const together = [...seen];
      seen.clear();
      changed(together);
    }, 100);
  };

  const add = async (more: readonly string[]): Promise<boolean> => {
    const [first] = watchers;
    // What was removed and is there again is watched again.
    first?.add(more.filter((path) => known.has(path)));
    const added = more.filter((path) => !known.has(path));
    if (added.length === 0) return false;
    for (const path of added) known.add(path);
    // A watcher of their own, since only a new one says when it is ready.
    const watcher = watch(added, {
      ignoreInitial: true,
      awaitWriteFinish: { stabilityThreshold: 200, pollInterval: 50 },
    });
    watchers.push(watcher);
    watcher.on('all', onEvent);
    await once(watcher, 'ready');
    return true;
  };

  void add(paths);
  return {
    add,
    close: async () => {
      clearTimeout(timer);
      await Promise.all(watchers.map((watcher) => watcher.close()));
    },
  };
}
