import fs from 'node:fs';
import path from 'node:path';

/** What is being built to be published carries such a name, beside its target. Watchers must ignore it. */
export const stagingPattern = /[\\/]\.[^\\/]+\.(?:next|old)-\d+-\d+(?:[\\/]|$)/;

let count = 0;

/** A new name beside the target, on the same file system, so that taking its place is one step. */
export function stagingFor(target: string, kind: 'next' | 'old' = 'next'): string {
  count++;
  return path.join(path.dirname(target), `.${path.basename(target)}.${kind}-${process.pid}-${count}`);
}

/** What is beside the target: of a run that is at work, or of one that was killed. */
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

/** Writes a file and waits until it is on the disk. */
export function writeDurably(file: string, content: string | Buffer): void {
  const descriptor = fs.openSync(file, 'wx');
  try {
    fs.writeFileSync(descriptor, content);
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}
