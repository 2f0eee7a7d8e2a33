import fs from 'node:fs';
import path from 'node:path';

let count = 0;

/**
 * Writes a file whole or not at all: beside it, flushed, and then renamed into its place. A link stays one, and its target
 * is written; the rights of a file that is there stay. Throws a system error, and leaves nothing beside.
 */
export function writeWhole(file: string, text: string): void {
  const target = fs.existsSync(file) ? fs.realpathSync.native(file) : file;
  const mode = fs.statSync(target, { throwIfNoEntry: false })?.mode;
  count++;
  // Watchers know such names, and ignore them.
  const beside = path.join(path.dirname(target), `.${path.basename(target)}.next-${process.pid}-${count}`);
  try {
    const descriptor = fs.openSync(beside, 'wx', mode);
    try {
      fs.writeFileSync(descriptor, text);
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
    fs.renameSync(beside, target);
  } finally {
    fs.rmSync(beside, { force: true });
  }
}
