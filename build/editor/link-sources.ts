import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { types } from 'node:util';

export interface SourcesFolder {
  root: string;
  /** The folder of the composed schema, relative to the root. */
  schema: string;
  /** The component schemas, relative to the root. */
  files: readonly string[];
  /** The folder for the links, relative to the root. */
  folder: string;
}

/**
 * Makes a folder of links to component schemas and to the composed `main.prisma`: the language server follows links, and
 * then shows and changes the linked files. Returns false when there is no component schema, and when links can't be made,
 * as on Windows without the privilege.
 */
export function linkSources({ root, schema, files, folder }: SourcesFolder): boolean {
  const links = new Map<string, string>();
  const main = path.join(root, schema, 'main.prisma');
  if (fs.existsSync(main)) links.set('main.prisma', main);
  if (files.length === 0) return false;
  for (const file of files) {
    const name = crypto.createHash('sha256').update(file).digest('hex').slice(0, 32);
    links.set(`${name}.prisma`, path.join(root, file));
  }
  try {
    synchronize(path.join(root, folder), links);
    return true;
  } catch (error) {
    if (types.isNativeError(error) && 'code' in error) return false;
    throw error;
  }
}

/** Synchronous, because a server loads its configuration several times at once. */
function synchronize(folder: string, links: ReadonlyMap<string, string>): void {
  fs.mkdirSync(folder, { recursive: true });
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const link = path.join(folder, entry.name);
    const right = entry.isSymbolicLink() && fs.readlinkSync(link) === links.get(entry.name);
    if (!right) fs.rmSync(link, { recursive: true, force: true });
  }
  for (const [name, target] of links) makeLink(target, path.join(folder, name));
}

/** The link may exist already, also because another editor's server has just made it. */
function makeLink(target: string, link: string): void {
  try {
    fs.symlinkSync(target, link, 'file');
  } catch (error) {
    if (!(types.isNativeError(error) && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
