import fs from 'node:fs';
import path from 'node:path';
import { manifestName } from './manifest';

/** What is in a folder and below: its files and its empty folders, by their name relative to it, with `/`. */
export type Contents = Map<string, fs.Stats>;

/** Reads a folder without following links. One that is not there is empty. The manifest is left out. */
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

/** Whether an entry is the same file, unwritten since. */
export function isSame(a: fs.Stats, b: fs.Stats): boolean {
  return a.ino === b.ino && a.mtimeMs === b.mtimeMs && a.size === b.size;
}

/** Takes an entry over from one folder into another: the same file where the system can, else a copy of it. */
export function carry(name: string, stats: fs.Stats, from: string, to: string): void {
  const source = path.join(from, name);
  const target = path.join(to, name);
  if (stats.isDirectory()) {
    fs.mkdirSync(target, { recursive: true });
    return;
  }
  fs.mkdirSync(path.dirname(target), { recursive: true });
  try {
    fs.linkSync(source, target);
  } catch {
    fs.cpSync(source, target, { preserveTimestamps: true, verbatimSymlinks: true });
  }
}
