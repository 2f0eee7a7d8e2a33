import fs from 'node:fs';
import path from 'node:path';
import { type Contents, contentsOf, isSame } from './contents';
import { clearAway, readManifest } from './manifest';
import { leftBeside } from './staging';

/**
 * Takes over what others saved in the old folder after its contents were carried to the new one and before the two were
 * exchanged. `carried` is what was carried, with its state at that time.
 */
export function sweepInto(
  folder: string,
  old: string,
  carried: Contents,
  isOurs: (name: string) => boolean,
): void {
  const now = contentsOf(old);
  for (const [name, stats] of now) {
    const before = carried.get(name);
    if (isOurs(name) || (before !== undefined && isSame(before, stats)) || stats.isDirectory()) continue;
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.renameSync(path.join(old, name), path.join(folder, name));
  }
  for (const [name, stats] of carried) {
    if (!now.has(name) && !stats.isDirectory()) fs.rmSync(path.join(folder, name), { force: true });
  }
}

/** Whether a run is working on an output, or was killed while it did. */
export function isUnfinished(output: string): boolean {
  const { next, old } = leftBeside(output);
  return next.length + old.length > 0;
}

/**
 * Deletes what a killed run left beside a folder, and finishes what it had begun. Call it under the lock only: then no
 * other process builds there.
 */
export function healFolder(folder: string): void {
  const { next, old } = leftBeside(folder);
  for (const aside of old) {
    // The old manifest.
    if (!isFolder(aside)) fs.rmSync(aside, { force: true });
    // Killed between two renames: the folder was moved aside, and nothing replaced it.
    else if (!fs.existsSync(folder)) fs.renameSync(aside, folder);
    else finish(folder, aside);
  }
  for (const staged of next) {
    // The folder that was built under this name is in place, so the one here is the old one.
    if (readManifest(folder)?.id === path.basename(staged) && isFolder(staged)) finish(folder, staged);
    else fs.rmSync(staged, { recursive: true, force: true });
  }
}

function isFolder(path: string): boolean {
  return fs.lstatSync(path).isDirectory();
}

function finish(folder: string, old: string): void {
  const published = { ...readManifest(old)?.files, ...readManifest(folder)?.files };
  const here = contentsOf(folder);
  sweepInto(folder, old, new Map(), (name) => {
    if (Object.hasOwn(published, name)) return true;
    const [there, mine] = [fs.lstatSync(path.join(old, name)), here.get(name)];
    return mine !== undefined && isSame(there, mine);
  });
  clearAway(old);
}
