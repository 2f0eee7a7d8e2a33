import fs from 'node:fs';
import path from 'node:path';
import { isSystemError } from '../../ground/system-error';
import type { ComponentFolder } from './source';

/** Compares by UTF-8 bytes, as Prisma's loader sorts a folder, independent of the locale and the file system. */
export function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/**
 * The folders in the components' folder, sorted by name, without those that start with a dot and `node_modules`. Empty
 * when the project has no components' folder.
 */
export function componentFolders(root: string, components: string): ComponentFolder[] {
  return listFolder(path.join(root, components))
    .filter((entry) => isCandidate(entry.name) && !entry.isFile())
    .map((entry) => entry.name)
    .sort(compareBytes)
    .map((name) => componentAt(root, name, `${components}/${name}`));
}

/** The component in a folder, without its schema. */
export function componentAt(root: string, name: string, folder: string): ComponentFolder {
  const entries = new Set(listFolder(path.join(root, folder)).map((entry) => entry.name));
  return {
    name,
    folder,
    module: entries.has('component.module.ts'),
    meta: entries.has('component.meta.ts'),
  };
}

/** Whether an entry of the components' folder may be a component. */
export function isCandidate(name: string): boolean {
  return !name.startsWith('.') && name !== 'node_modules';
}

/** The entries of a folder; none when it does not exist or is not a folder. */
export function listFolder(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isSystemError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  }
}
