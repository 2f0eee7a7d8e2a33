import fs from 'node:fs';
import path from 'node:path';
import type { DatabaseSettings } from '../options';
import { isSystemError } from '../system-error';
import type { ComponentFolder } from './source';

/** Compares by UTF-8 bytes, as Prisma's loader orders a folder, whatever the locale and the file system say. */
export function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/**
 * The components of a project, sorted by name. A folder that starts with a dot, or is called `node_modules`, is none.
 * A project without the components' folder has no components.
 */
export function discoverComponents(root: string, database: DatabaseSettings): ComponentFolder[] {
  const names = listFolder(path.join(root, database.components))
    .filter((entry) => isCandidate(entry.name) && !entry.isFile())
    .map((entry) => entry.name);
  return names.sort(compareBytes).map((name) => {
    const folder = `${database.components}/${name}`;
    const entries = new Set(listFolder(path.join(root, folder)).map((entry) => entry.name));
    const schema = `${folder}/${database.schemaInComponent}`;
    const holder = database.schemaInComponent.split('/')[0] ?? '';
    const found = entries.has(holder) && exists(path.join(root, schema));
    return {
      name,
      folder,
      ...(found ? { schema } : {}),
      module: entries.has('component.module.ts'),
      meta: entries.has('component.meta.ts'),
    };
  });
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

/** Whether there is something, a broken link included: reading it will tell what is wrong with it. */
function exists(file: string): boolean {
  return fs.lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}
