import fs from 'node:fs';
import { type Exchanged, exchange } from './exchange';
import type { Prepared } from './prepared';

type Steps = Pick<Prepared, 'commit' | 'revert' | 'finish' | 'discard'>;

/** For what is in place already. */
export const nothingToDo: Steps = {
  commit: () => undefined,
  revert: () => undefined,
  finish: () => undefined,
  discard: () => undefined,
};

/**
 * The steps that put what was built as `staged` in the place of `target`. `sweep` saves from the old one what is not
 * the composer's; `aside` is where the old one goes when the two can't be exchanged.
 */
export function placing(
  staged: string,
  target: string,
  { aside, sweep }: { aside?: string; sweep?: (old: string) => void } = {},
): Steps {
  let placed: Exchanged | undefined;
  return {
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
      fs.rmSync(placed.old, { recursive: true, force: true });
    },
    discard: () => {
      // Once in place, what is there under that name is the old one.
      if (placed === undefined) fs.rmSync(staged, { recursive: true, force: true });
    },
  };
}
