import fs from 'node:fs';
import path from 'node:path';
import type { Contents } from './contents';
import { hashOf, isIntactAs, type Manifest } from './manifest';

/** The content of a file to publish. */
export type Content = Buffer | Unchanged;

/**
 * The bytes that the last run published. A file that is as the manifest says is reused without reading it; the bytes
 * are only made for other files.
 */
export interface Unchanged {
  bytes(): Buffer;
}

/** The next state of a file. Without bytes, the published one stays. */
export interface Settled {
  bytes?: Buffer;
  hash: string;
}

/** Decides which files of a folder stay, and makes the bytes of the others. `current` is what the folder has now. */
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
