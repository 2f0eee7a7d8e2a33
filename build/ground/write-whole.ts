import fs from 'node:fs';
import path from 'node:path';

let count = 0;

/**
 * Writes a file completely or not at all: writes a temporary file beside it, flushes it, and renames it. Follows a
 * link and writes its target; keeps the permissions of an existing file. Throws a system error, and then leaves no
 * temporary file.
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
