import fs from 'node:fs';
import { swapSync } from 'fs-native-extensions';
import { systemCode } from '../system-error';
import { stagingFor } from './staging';

const unsupported = new Set(['EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP']);

/**
 * Puts `staged` in the place of `target` in one step: whoever looks sees the old folder or the new one. Hands back
 * where the old one is now; undefined when there was none.
 *
 * A file system that can't exchange gets two renames; killed between them, the next run finds the old folder
 * beside the target and puts it back.
 */
export function exchange(staged: string, target: string): string | undefined {
  if (!fs.existsSync(target)) {
    fs.renameSync(staged, target);
    return undefined;
  }
  try {
    swapSync(staged, target);
    return staged;
  } catch (error) {
    if (!unsupported.has(systemCode(error) ?? '')) throw error;
  }
  return moveAside(staged, target);
}

export function moveAside(staged: string, target: string): string {
  const old = stagingFor(target, 'old');
  fs.renameSync(target, old);
  try {
    fs.renameSync(staged, target);
  } catch (error) {
    if (systemCode(error) !== undefined) fs.renameSync(old, target);
    throw error;
  }
  return old;
}
