import fs from 'node:fs';
import path from 'node:path';

/** What is checked out in git. */
export type GitHead = { kind: 'branch'; name: string } | { kind: 'detached' } | { kind: 'no-git' };

/** Returns git's HEAD file, which names the branch; undefined outside a repository. */
export function headFile(root: string): string | undefined {
  for (let folder = root; ; folder = path.dirname(folder)) {
    const place = path.join(folder, '.git');
    if (fs.existsSync(place)) return path.join(gitFolder(place), 'HEAD');
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** Reads what is checked out without starting git, because every command needs it. */
export function gitHead(root: string): GitHead {
  const file = headFile(root);
  if (file === undefined || !fs.existsSync(file)) return { kind: 'no-git' };
  const name = /^ref: refs\/heads\/(.+)$/m.exec(fs.readFileSync(file, 'utf8'))?.[1]?.trim();
  return name === undefined ? { kind: 'detached' } : { kind: 'branch', name };
}

/** Returns the git folder. In a worktree `.git` is a file with its path. */
function gitFolder(place: string): string {
  if (fs.statSync(place).isDirectory()) return place;
  const said = /^gitdir: (.+)$/m.exec(fs.readFileSync(place, 'utf8'))?.[1]?.trim() ?? place;
  return path.resolve(path.dirname(place), said);
}
