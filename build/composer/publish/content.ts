import fs from 'node:fs';
import path from 'node:path';
import { hashOf, isFileIntact, type Manifest } from './manifest';

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

/** Finds out which files of a folder stay, and makes the bytes of the others. */
export function settle(
  folder: string,
  contents: ReadonlyMap<string, Content>,
  before: Manifest | undefined,
): Map<string, Settled> {
  const files = new Map<string, Settled>();
  for (const [name, content] of contents) {
    const file = path.join(folder, name);
    const state = before?.files[name];
    const intact = state !== undefined && isFileIntact(file, state) ? state[2] : undefined;
    if (!Buffer.isBuffer(content) && intact !== undefined) {
      files.set(name, { hash: intact });
      continue;
    }
    const bytes = Buffer.isBuffer(content) ? content : content.bytes();
    const hash = hashOf(bytes);
    files.set(name, hash === intact || hasBytes(file, bytes) ? { hash } : { hash, bytes });
  }
  return files;
}

function hasBytes(file: string, bytes: Buffer): boolean {
  const stats = fs.lstatSync(file, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.size === bytes.length && fs.readFileSync(file).equals(bytes);
}
