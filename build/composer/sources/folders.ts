import fs from 'node:fs';
import path from 'node:path';
import { isSystemError } from '../system-error';
import type { ComponentFolder } from './source';

/** Compares by UTF-8 bytes, as Prisma's loader orders a folder, whatever the locale and the file system say. */
export function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/**
 * The folders in the components' folder, sorted by name. One that starts with a dot, or is called `node_modules`, is no
 * component. A project without the components' folder has none.
 */
export function componentFolders(root: string, components: string): ComponentFolder[] {
  return listFolder(path.join(root, components))
    .filter((entry) => isCandidate(entry.name) && !entry.isFile())
    .map((entry) => entry.name)
    .sort(compareBytes)
    .map((name) => componentAt(root, name, `${components}/${name}`));
}

/** What a folder says of its component, the schema left out. */
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

/** What is in a folder; nothing when it is not there or no folder. */
export function listFolder(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isSystemError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  }
}
