import fs from 'node:fs';
import path from 'node:path';

/** Where a checkout is in git. */
export type GitHead = { kind: 'branch'; name: string } | { kind: 'detached' } | { kind: 'no-git' };

/** The file by which git says which branch is checked out; undefined outside a repository. */
export function headFile(root: string): string | undefined {
  for (let folder = root; ; folder = path.dirname(folder)) {
    const place = path.join(folder, '.git');
    if (fs.existsSync(place)) return path.join(gitFolder(place), 'HEAD');
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** What is checked out, read without git itself: every command asks. */
export function gitHead(root: string): GitHead {
  const file = headFile(root);
  if (file === undefined || !fs.existsSync(file)) return { kind: 'no-git' };
  const name = /^ref: refs\/heads\/(.+)$/m.exec(fs.readFileSync(file, 'utf8'))?.[1]?.trim();
  return name === undefined ? { kind: 'detached' } : { kind: 'branch', name };
}

/** A worktree has a file there, which says where its folder is. */
function gitFolder(place: string): string {
  if (fs.statSync(place).isDirectory()) return place;
  const said = /^gitdir: (.+)$/m.exec(fs.readFileSync(place, 'utf8'))?.[1]?.trim() ?? place;
  return path.resolve(path.dirname(place), said);
}
