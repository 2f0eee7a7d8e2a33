import fs from 'node:fs';
import path from 'node:path';
import type { Contents } from './contents';
import { hashOf, isIntactAs, type Manifest } from './manifest';

/** What a file to be published holds. */
export type Content = Buffer | Unchanged;

/**
 * The bytes that the last run published. A file that is still there as the manifest tells is taken over unread; the
 * bytes are made only for one that is not.
 */
export interface Unchanged {
  bytes(): Buffer;
}

/** A file as it will be. Without bytes, the published one stays. */
export interface Settled {
  bytes?: Buffer;
  hash: string;
}

/** Finds out which files of a folder stay, and makes the bytes of the others. `current` is what is in it. */
export function settle(
  folder: string,
  contents: ReadonlyMap<string, Content>,
  current: Contents,
  before: Manifest | undefined,
): Map<string, Settled> {
  const files = new Map<string, Settled>();
  for (const [name, content] of contents) {
    const file = path.join(folder, name);
    const stats = current.get(name);
    const state = before?.files[name];
    const intact = state !== undefined && isIntactAs(file, stats, state) ? state[2] : undefined;
    if (!Buffer.isBuffer(content) && intact !== undefined) {
      files.set(name, { hash: intact });
      continue;
    }
    const bytes = Buffer.isBuffer(content) ? content : content.bytes();
    const hash = hashOf(bytes);
    const stays = intact === undefined ? hasBytes(file, stats, bytes) : hash === intact;
    files.set(name, stays ? { hash } : { hash, bytes });
  }
  return files;
}

function hasBytes(file: string, stats: fs.Stats | undefined, bytes: Buffer): boolean {
  return stats?.isFile() === true && stats.size === bytes.length && fs.readFileSync(file).equals(bytes);
}
