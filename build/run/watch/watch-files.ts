import { watch } from 'chokidar';

export interface WatchedFiles {
  /** Watches these too; they may be missing. */
  add(paths: readonly string[]): void;
  close(): Promise<void>;
}

/**
 * Calls back with the paths when a file, or one in the folders, was added, changed or removed. It waits until the files
 * are completely written and no more changes follow.
 */
export function watchFiles(paths: readonly string[], changed: (paths: string[]) => void): WatchedFiles {
  const watcher = watch([...paths], {
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: 200, pollInterval: 50 },
  });
  const seen = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  watcher.on('all', (_event, path) => {
    seen.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const together = [...seen];
      seen.clear();
      changed(together);
    }, 100);
  });
  return {
    add: (more) => void watcher.add([...more]),
    close: async () => {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}
