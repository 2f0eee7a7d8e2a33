import fs from 'node:fs';
import { swapSync } from 'fs-native-extensions';
import { systemCode } from '../ground/system-error';
import { stagingFor } from './staging';

const unsupported = new Set(['EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP']);

/** The result of an exchange. */
export interface Exchanged {
  /** Where the old one is now; undefined when there was none. */
  old?: string;
  /** Puts the old one back, in one step where that is possible; the new one is beside it again. */
  revert(): void;
}

/**
 * Replaces `target` with `staged` in one step: a reader sees the old one or the new one. Both are folders or both are
 * files.
 *
 * On a file system that can't exchange, it takes two renames. If the process is killed between them, the next run finds
 * the old folder, called `aside`, beside the target and puts it back.
 */
export function exchange(staged: string, target: string, aside = stagingFor(target, 'old')): Exchanged {
  const stats = fs.lstatSync(target, { throwIfNoEntry: false });
  if (stats === undefined) {
    fs.renameSync(staged, target);
    return { revert: () => fs.renameSync(target, staged) };
  }
  try {
    swapSync(staged, target);
    return { old: staged, revert: () => swapSync(staged, target) };
  } catch (error) {
    if (!unsupported.has(systemCode(error) ?? '')) throw error;
  }
  return stats.isDirectory() ? moveAside(staged, target, aside) : replaceFile(staged, target, aside);
}

export function moveAside(staged: string, target: string, old: string): Exchanged {
  fs.renameSync(target, old);
  try {
    fs.renameSync(staged, target);
  } catch (error) {
    if (systemCode(error) !== undefined) fs.renameSync(old, target);
    throw error;
  }
  const revert = (): void => {
    fs.renameSync(target, staged);
    fs.renameSync(old, target);
  };
  return { old, revert };
}

function replaceFile(staged: string, target: string, old: string): Exchanged {
  fs.copyFileSync(target, old);
  fs.renameSync(staged, target);
  return { old, revert: () => fs.renameSync(old, target) };
}
