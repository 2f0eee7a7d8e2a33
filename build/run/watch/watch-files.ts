import { type FSWatcher, watch } from 'chokidar';
import { Sweep } from './sweep';

export interface WatchedFiles {
  /** Watches these too; they may be missing. What happened to them before is a reason for a second look. */
  add(paths: readonly string[]): void;
  close(): Promise<void>;
}

/** Something was reported at once, or there may be something that wasn't. */
export type Reason = 'change' | 'second look';

const TOGETHER_MS = 100;

/**
 * Calls back with the paths when a file, or one in the folders, was added, changed or removed. It waits until the files
 * are completely written and no more changes follow.
 */
export function watchFiles(
  paths: readonly string[],
  changed: (paths: string[], reason: Reason) => void,
): WatchedFiles {
  const sweep = new Sweep((all) => changed(all, 'second look'));
  const removed = new Set<string>();
  const seen = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const watcher: FSWatcher = watch([], {
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: 200, pollInterval: 50 },
  });
  watcher.on('all', (event, path) => {
    if (event === 'unlink' || event === 'unlinkDir') removed.add(path);
    if (event === 'addDir') sweep.add([path]);
    seen.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const together = [...seen];
      seen.clear();
      changed(together, 'change');
    }, TOGETHER_MS);
  });

  const known = new Set<string>();
  const add = (more: readonly string[]): void => {
    sweep.add(more);
    // Not all again: what chokidar finds while it reads a folder again, it does not report.
    watcher.add(more.filter((path) => !known.has(path) || removed.delete(path)));
    for (const path of more) known.add(path);
  };

  add(paths);
  return {
    add,
    close: async () => {
      clearTimeout(timer);
      sweep.close();
      await watcher.close();
    },
  };
}
