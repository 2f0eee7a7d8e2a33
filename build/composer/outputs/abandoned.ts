import fs from 'node:fs';
import path from 'node:path';
import { contentsOf } from '../../files/contents';
import type { FolderPlan } from '../../files/folder';
import { readManifest } from '../../files/manifest';
import { placesOf, type Settings } from '../options';

/** The published folders of databases that are no longer in the configuration, relative to the root. */
export function abandonedFolders({ root, databases }: Settings): string[] {
  const named = new Set(databases.map(({ name }) => name));
  const once = new Set([...foldersIn(root, 'prisma'), ...foldersIn(root, 'src/databases')]);
  return [...once]
    .filter((name) => !named.has(name))
    .flatMap((name) => [placesOf(name).schemaFolder, placesOf(name).clientFolder])
    .filter((place) => isFolder(path.join(root, place)) && holdsOutputs(path.join(root, place)));
}

/** The plan that removes all of the composer's files from a folder. */
export function emptyPlan({ root }: Settings, place: string): FolderPlan {
  return {
    folder: path.join(root, place),
    place,
    files: new Map(),
    fingerprint: '',
    facts: { components: 0, models: 0, diagnostics: [], tables: [], tiles: [] },
    isOurs: () => false,
    claimsNames: false,
  };
}

/** Removes a folder when it has no files. */
export function removeEmpty(folder: string): void {
  if (isFolder(folder) && contentsOf(folder).size === 0) fs.rmSync(folder, { recursive: true });
}

function holdsOutputs(folder: string): boolean {
  return Object.keys(readManifest(folder)?.files ?? {}).length > 0;
}

/** Links are not followed: they may lead anywhere. */
function foldersIn(root: string, folder: string): string[] {
  if (!isFolder(path.join(root, folder))) return [];
  const entries = fs.readdirSync(path.join(root, folder), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

function isFolder(folder: string): boolean {
  return fs.lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
}
