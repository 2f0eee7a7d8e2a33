import fs from 'node:fs';
import { type Exchanged, exchange } from './exchange';
import { clearAway } from './manifest';
import type { Prepared } from './prepared';
import { flush } from './staging';

type Steps = Pick<Prepared, 'flush' | 'commit' | 'revert' | 'finish' | 'discard'>;

/** For what is in place already. */
export const nothingToDo: Steps = {
  flush: () => Promise.resolve(),
  commit: () => undefined,
  revert: () => undefined,
  finish: () => undefined,
  discard: () => undefined,
};

/**
 * The steps that replace `target` with `staged`. `written` are its new files. `sweep` saves from the old one what is not
 * the composer's; `aside` is the new name of the old one when the two can't be exchanged.
 */
export function placing(
  staged: string,
  target: string,
  { written, aside, sweep }: { written: readonly string[]; aside?: string; sweep?: (old: string) => void },
): Steps {
  let placed: Exchanged | undefined;
  return {
    flush: () => flush(written),
    commit: () => {
      placed = exchange(staged, target, aside);
    },
    revert: () => {
      placed?.revert();
      placed = undefined;
    },
    finish: () => {
      if (placed?.old === undefined) return;
      sweep?.(placed.old);
      clearAway(placed.old);
    },
    discard: () => {
      // Once in place, the old one has that name.
      if (placed === undefined) fs.rmSync(staged, { recursive: true, force: true });
    },
  };
}
