import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { OwnedTable } from '../../ownership/table';
import type { Tile } from '../composition/tiles';

/** Travels inside the published folder, so that what is there and what is said of it change in one step. */
export const manifestName = '.prismosaic.json';

/** A published file: size, time of change in ms, SHA-256. */
export type FileState = [size: number, modified: number, hash: string];

/** What a run found, told again by later runs that have nothing to do. */
export interface Facts {
  components: number;
  models: number;
  warnings: Diagnostic[];
  /** What the database is asked for. */
  tables: OwnedTable[];
  /** What each component owns, and what ties it to others. */
  tiles: Tile[];
}

export interface Manifest {
  /** The name of the folder that this one was built as: tells whether it was put in place. */
  id: string;
  fingerprint: string;
  facts: Facts;
  files: Record<string, FileState>;
  /** What some of the files were made from. */
  keys?: Record<string, string>;
  /** Files that were there and are not the composer's. */
  foreign: string[];
}

export function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The manifest of a published folder; undefined when there is none that can be understood. */
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
  return (
    typeof value === 'object' &&
    value !== null &&
    ['id', 'fingerprint', 'facts', 'files', 'foreign'].every((key) => key in value)
  );
}

/**
 * Removes a file, or a folder that was published. Its manifest goes last: should this be cut short, it says which of the
 * other files are the composer's, and so are not to be saved.
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
    // Not joined: there may be hundreds of them, in each run.
    const file = `${folder}/${name}`;
    return isIntactAs(file, fs.lstatSync(file, { throwIfNoEntry: false }), state);
  });
}

/** Whether a file is as a manifest says, by the stats of what is there. One whose time differs is read. */
export function isIntactAs(
  file: string,
  stats: fs.Stats | undefined,
  [size, modified, hash]: FileState,
): boolean {
  if (stats?.isFile() !== true || stats.size !== size) return false;
  return stats.mtimeMs === modified || hashOf(fs.readFileSync(file)) === hash;
}
