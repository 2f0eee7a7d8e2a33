import fs from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { Composer, type Outcome } from '../../composer';
import { aborted } from '../interruption';
import { watchFiles } from './watch-files';

/** What to compose, and who hears of it. */
export interface ComposeWatchOptions {
  /** The project's root, absolute. */
  root: string;
  /** Whether to generate the clients too. @default true */
  generate?: boolean;
  /** Which database. @default all of them */
  database?: string;
  /** Called after each run: at the beginning, and after each change of a schema or of the configuration. */
  onRun(outcome: Outcome): void | Promise<void>;
  onProgress?: (message: string) => void;
  /** Ends the watch. */
  signal: AbortSignal;
}

/**
 * Composes, and composes again after each change, until the signal is aborted. With errors the last good schema and client
 * stay. One run at a time: a change during a run leads to one more. What the runs themselves publish leads to a run that
 * finds nothing to do.
 */
export async function watchAndCompose(options: ComposeWatchOptions): Promise<void> {
  const { root, generate, database, signal, onRun, onProgress } = options;
  const composer = new Composer({ root, ...(onProgress && { onProgress }) });
  let changed = true;
  // Whether the run is only for what was saved before it was watched.
  let settling = false;
  let last: Outcome | undefined;
  let wake = () => {};
  const onChange = () => {
    changed = true;
    wake();
  };
  const watcher = watchFiles([], onChange);
  const missing = new MissingFiles(onChange);
  const ended = aborted(signal);
  try {
    while (!signal.aborted) {
      if (changed) {
        changed = false;
        const outcome = await composer.run({ generate, database, record: true });
        const { files, directories } = outcome.watch;
        missing.watch(files);
        if (!settling || hasEffect(outcome) || !isDeepStrictEqual(outcome.diagnostics, last?.diagnostics))
          await onRun(outcome);
        last = outcome;
        settling = await Promise.race([ended.then(() => false), watcher.add([...files, ...directories])]);
        if (settling) changed = true;
        continue;
      }
      await Promise.race([ended, new Promise<void>((resolve) => (wake = resolve))]);
    }
  } finally {
    missing.close();
    await watcher.close();
  }
}

/** Files that don't exist, such as a configuration: a watcher of the system has nothing to hold on to. */
class MissingFiles {
  readonly #watched = new Set<string>();
  readonly #look: (now: fs.Stats, before: fs.Stats) => void;

  constructor(onChange: () => void) {
    // It is called once at the beginning too, with nothing in either.
    this.#look = (now, before) => {
      if (now.mtimeMs !== before.mtimeMs) onChange();
    };
  }

  watch(files: readonly string[]): void {
    for (const file of files) {
      if (this.#watched.has(file) || fs.existsSync(file)) continue;
      this.#watched.add(file);
      fs.watchFile(file, { interval: 500 }, this.#look);
    }
  }

  close(): void {
    for (const file of this.#watched) fs.unwatchFile(file, this.#look);
  }
}

/** Whether a run published something. */
export function hasEffect({ written, removed }: Outcome): boolean {
  return written.length + removed.length > 0;
}
