import fs from 'node:fs';
import path from 'node:path';
import { manifestName } from './manifest';

/** The files and empty folders in a folder, at any depth, by their name relative to it, with `/`. */
export type Contents = Map<string, fs.Stats>;

/** Reads a folder without following links. A missing folder counts as empty. The manifest is left out. */
export function contentsOf(folder: string): Contents {
  const contents: Contents = new Map();
  const visit = (prefix: string): void => {
    for (const entry of fs.readdirSync(path.join(folder, prefix), { withFileTypes: true })) {
      const name = prefix + entry.name;
      if (name === manifestName) continue;
      const absolute = path.join(folder, name);
      if (entry.isDirectory() && fs.readdirSync(absolute).length > 0) visit(`${name}/`);
      else contents.set(name, fs.lstatSync(absolute));
    }
  };
  if (fs.existsSync(folder)) visit('');
  return contents;
}

/** Whether an entry is the same file, and was not written since. */
export function isSame(a: fs.Stats, b: fs.Stats): boolean {
  return a.ino === b.ino && a.mtimeMs === b.mtimeMs && a.size === b.size;
}

/**
 * Hard-links an entry from one folder into another, or copies it where the system has no links. Its parent folder must
 * exist in the other. Returns the stats of the new entry.
 */
export function carry(name: string, stats: fs.Stats, from: string, to: string): fs.Stats {
  const source = path.join(from, name);
  const target = path.join(to, name);
  if (stats.isDirectory()) {
    fs.mkdirSync(target, { recursive: true });
    return stats;
  }
  try {
    fs.linkSync(source, target);
    return stats;
  } catch {
    fs.cpSync(source, target, { preserveTimestamps: true, verbatimSymlinks: true });
    return fs.lstatSync(target);
  }
}

/** Makes a folder, and in it the parent folders of the names. */
export function makeFolders(folder: string, names: Iterable<string>): void {
  fs.mkdirSync(folder);
  const within = new Set([...names].map((name) => path.dirname(path.join(folder, name))));
  for (const one of within) fs.mkdirSync(one, { recursive: true });
}
