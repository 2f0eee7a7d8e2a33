import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Tile } from '../composer/composition/tiles';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { OwnedTable } from '../ownership/table';

/** Part of the published folder, so that the files and what it says about them change in one step. */
export const manifestName = '.prismosaic.json';

/** A published file: size, time of change in ms, SHA-256. */
export type FileState = [size: number, modified: number, hash: string];

/** What a run found; later runs without changes report it again. */
export interface Facts {
  components: number;
  models: number;
  diagnostics: Diagnostic[];
  /** The tables that the schema has in the database. */
  tables: OwnedTable[];
  /** What each component owns, and how it is related to others. */
  tiles: Tile[];
}

export interface Manifest {
  /** The name under which the folder was built: shows whether it was put in place. */
  id: string;
  fingerprint: string;
  facts: Facts;
  files: Record<string, FileState>;
  /** By name: a key of what the file was made from, for some files. */
  keys?: Record<string, string>;
  /** Files in the folder that are not the composer's. */
  foreign: string[];
}

export function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The manifest of a published folder; undefined when it is missing or malformed. */
export function readManifest(folder: string): Manifest | undefined {
  try {
    const manifest: unknown = JSON.parse(fs.readFileSync(path.join(folder, manifestName), 'utf8'));
    return isManifest(manifest) ? manifest : undefined;
  } catch {
    // Missing, cut off, or edited: then the folder is published again.
    return undefined;
  }
}

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null) return false;
  if (!['id', 'fingerprint', 'facts', 'files', 'foreign'].every((key) => key in value)) return false;
  // An earlier release wrote others.
  return Array.isArray(Object(Object(value).facts).diagnostics);
}

/**
 * Deletes a file, or a folder that was published. The manifest is deleted last: if this is interrupted, it says which
 * of the remaining files are the composer's, and need not be saved.
 */
export function clearAway(old: string): void {
  if (fs.lstatSync(old, { throwIfNoEntry: false })?.isDirectory()) {
    const others = fs.readdirSync(old).filter((name) => name !== manifestName);
    for (const name of others) fs.rmSync(path.join(old, name), { recursive: true, force: true });
  }
  fs.rmSync(old, { recursive: true, force: true });
}

/** Whether each published file is as the manifest says. */
export function isIntact(folder: string, { files }: Manifest): boolean {
  return Object.entries(files).every(([name, state]) => {
    // Faster than `path.join`: there may be hundreds of files, in each run.
    const file = `${folder}/${name}`;
    return isIntactAs(file, fs.lstatSync(file, { throwIfNoEntry: false }), state);
  });
}

/** Whether a file is as a manifest says, by its stats. It is only read when its time differs. */
export function isIntactAs(
  file: string,
  stats: fs.Stats | undefined,
  [size, modified, hash]: FileState,
): boolean {
  if (stats?.isFile() !== true || stats.size !== size) return false;
  return stats.mtimeMs === modified || hashOf(fs.readFileSync(file)) === hash;
}
