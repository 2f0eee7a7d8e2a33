import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

/** The names, beside the target, of what is being built to be published. Watchers must ignore them. */
export const stagingPattern = /[\\/]\.[^\\/]+\.(?:next|old)-\d+-\d+(?:[\\/]|$)/;

let count = 0;

/** A new name beside the target, on the same file system, so that the exchange is one step. */
export function stagingFor(target: string, kind: 'next' | 'old' = 'next'): string {
  count++;
  return path.join(path.dirname(target), `.${path.basename(target)}.${kind}-${process.pid}-${count}`);
}

/** What is beside the target: from a run in progress, or from one that was killed. */
export function leftBeside(target: string): { next: string[]; old: string[] } {
  const parent = path.dirname(target);
  const begin = `.${path.basename(target)}.`;
  const names = fs.existsSync(parent) ? fs.readdirSync(parent).filter((name) => name.startsWith(begin)) : [];
  const named = (kind: string): string[] =>
    names
      .filter((name) => name.startsWith(`${begin}${kind}-`) && /-\d+-\d+$/.test(name))
      .map((name) => path.join(parent, name));
  return { next: named('next'), old: named('old') };
}

/** Writes a new file, and returns its stats. It is on the disk after `flush` only. */
export function writeNew(file: string, content: string | Buffer): fs.Stats {
  const descriptor = fs.openSync(file, 'wx');
  try {
    fs.writeFileSync(descriptor, content);
    return fs.fstatSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

const fsync = promisify(fs.fsync);

/** How many files are flushed at a time: a disk does several in the time of one, and open files are limited. */
const together = 16;

/** Waits until files are on the disk. Throws only after it has finished with all of them. */
export async function flush(files: readonly string[]): Promise<void> {
  const rest = files.values();
  const work = async (): Promise<void> => {
    for (const file of rest) {
      const descriptor = fs.openSync(file, 'r+');
      try {
        await fsync(descriptor);
      } finally {
        fs.closeSync(descriptor);
      }
    }
  };
  const results = await Promise.allSettled(Array.from({ length: together }, work));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}
