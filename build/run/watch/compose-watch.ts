import { isDeepStrictEqual } from 'node:util';
import { Composer, type Outcome } from '../../composer';
import { aborted } from '../interruption';
import { type Reason, watchFiles } from './watch-files';

/** What to compose, and who hears of it. */
export interface ComposeWatchOptions {
  /** The project's root, absolute. */
  root: string;
  /** Whether to generate the clients too. @default true */
  generate?: boolean;
  /** Which database. @default all of them */
  database?: string;
  /** Called after the first run, and after each change of a schema or of the configuration. */
  onRun(outcome: Outcome): void | Promise<void>;
  onProgress?: (message: string) => void;
  /** Ends the watch. */
  signal: AbortSignal;
}

/**
 * Composes, and composes again after each change, until the signal is aborted. With errors the last good schema and client
 * stay. One run at a time: a change during a run leads to one more. What the runs themselves publish leads to a run that
 * finds nothing to do. A second look that finds nothing is not reported.
 */
export async function watchAndCompose(options: ComposeWatchOptions): Promise<void> {
  const { root, generate, database, signal, onRun, onProgress } = options;
  const composer = new Composer({ root, ...(onProgress && { onProgress }) });
  let due: Reason | undefined = 'change';
  let last: Outcome | undefined;
  let wake = () => {};
  const look = (reason: Reason) => {
    if (due !== 'change') due = reason;
    wake();
  };
  const watcher = watchFiles([], (_paths, reason) => look(reason));
  const ended = aborted(signal);
  try {
    while (!signal.aborted) {
      if (due === undefined) {
        await Promise.race([ended, new Promise<void>((resolve) => (wake = resolve))]);
        continue;
      }
      const reason = due;
      due = undefined;
      const outcome = await composer.run({ generate, database, record: true });
      const { files, directories } = outcome.watch;
      watcher.add([...files, ...directories]);
      const isNews = hasEffect(outcome) || !isDeepStrictEqual(outcome.diagnostics, last?.diagnostics);
      last = outcome;
      if (reason === 'change' || isNews) await onRun(outcome);
    }
  } finally {
    await watcher.close();
  }
}

/** Whether a run published something. */
export function hasEffect({ written, removed }: Outcome): boolean {
  return written.length + removed.length > 0;
}
