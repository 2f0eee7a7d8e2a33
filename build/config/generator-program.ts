import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { versionOf } from '../ground/project-prisma';

/** A path from the root, as in `node ./build/generator.js`. */
const localPath = /(?<=^|\s)\.{1,2}\/\S+/g;

/** What changes with a generator's program: its package's version, or the contents of the project's own files. */
export function programVersion(root: string, provider: string): string | undefined {
  const own = provider.match(localPath)?.map((place) => path.join(root, place)) ?? [];
  if (own.length === 0) return versionOf(root, provider);
  const hash = createHash('sha256');
  for (const file of own)
    if (fs.statSync(file, { throwIfNoEntry: false })?.isFile()) hash.update(fs.readFileSync(file));
  return hash.digest('hex');
}
