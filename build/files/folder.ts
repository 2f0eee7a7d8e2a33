import fs from 'node:fs';
import path from 'node:path';
import { type Content, settle } from './content';
import { type Contents, carry, contentsOf, makeFolders } from './contents';
import { type Facts, type FileState, type Manifest, manifestName, readManifest } from './manifest';
import { nothingToDo, placing } from './placing';
import { type Prepared, taken } from './prepared';
import { sweepInto } from './recovery';
import { stagingFor, writeNew } from './staging';

/** A folder to publish. */
export interface FolderPlan {
  /** Absolute path. */
  folder: string;
  /** The name in messages. */
  place: string;
  /** By name relative to the folder, with `/`. */
  files: ReadonlyMap<string, Content>;
  /** By name: a key of what the file was made from, for some files. */
  keys?: Record<string, string>;
  fingerprint: string;
  facts: Facts;
  /** Whether a file that is in no manifest was made by an earlier run, judged by its text. */
  isOurs(text: string): boolean;
  /** Whether a foreign file may be overwritten when it has the name of a file to publish. */
  claimsNames: boolean;
}

/**
 * Builds the next state of a folder beside it. Files that are not the composer's, and files whose bytes stay, are
 * carried over with their times. When nothing differs, nothing is touched. Call it under the lock only, and after
 * `healFolder`.
 */
export function prepareFolder(plan: FolderPlan): Prepared {
  const { folder } = plan;
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  const stats = fs.lstatSync(folder, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isDirectory()) throw taken(plan.place, 'is not a folder');
  const current = contentsOf(folder);
  const before = readManifest(folder);
  const foreign = foreignOf(plan, current, before);
  const files = settle(folder, plan.files, current, before);
  const written = [...files].flatMap(([name, { bytes }]) => (bytes === undefined ? [] : [name]));
  const removed = [...current.keys()].filter((name) => !files.has(name) && !foreign.has(name));
  const staged = stagingFor(folder);
  const manifest = (states: Record<string, FileState>): Manifest => ({
    id: path.basename(staged),
    fingerprint: plan.fingerprint,
    facts: plan.facts,
    files: states,
    ...(plan.keys === undefined ? {} : { keys: plan.keys }),
    foreign: [...foreign.keys()],
  });
  const absolute = (names: string[]): string[] => names.map((name) => path.join(folder, name));
  const shared = {
    place: plan.place,
    written: absolute(written),
    removed: absolute(removed),
    foreign: [...foreign.keys()],
  };
  if (written.length === 0 && removed.length === 0 && stats !== undefined) {
    const states = [...files].map(([name, { hash }]) => stateOf(name, entryOf(current, name), hash));
    return { ...shared, ...prepareManifest(folder, staged, before, manifest(Object.fromEntries(states))) };
  }
  const isOurs = (name: string): boolean => files.has(name) || removed.includes(name);
  const inFolder = (name: string): string => path.join(staged, name);
  const steps = placing(staged, folder, {
    written: [...written, manifestName].map(inFolder),
    sweep: (old) => sweepInto(folder, old, foreign, isOurs),
  });
  try {
    makeFolders(staged, [...foreign.keys(), ...files.keys()]);
    for (const [name, entry] of foreign) carry(name, entry, folder, staged);
    const states = [...files].map(([name, { bytes, hash }]) => {
      const stats =
        bytes === undefined
          ? carry(name, entryOf(current, name), folder, staged)
          : writeNew(inFolder(name), bytes);
      return stateOf(name, stats, hash);
    });
    writeNew(inFolder(manifestName), JSON.stringify(manifest(Object.fromEntries(states))));
  } catch (error) {
    steps.discard();
    throw error;
  }
  return { ...shared, ...steps };
}

/** For when only the manifest changes. */
function prepareManifest(
  folder: string,
  staged: string,
  before: Manifest | undefined,
  next: Manifest,
): ReturnType<typeof placing> {
  if (JSON.stringify({ ...before, id: '' }) === JSON.stringify({ ...next, id: '' })) return nothingToDo;
  writeNew(staged, JSON.stringify(next));
  return placing(staged, path.join(folder, manifestName), {
    written: [staged],
    aside: stagingFor(folder, 'old'),
  });
}

function foreignOf(plan: FolderPlan, current: Contents, before: Manifest | undefined): Contents {
  const foreign: Contents = new Map();
  for (const [name, stats] of current) {
    const file = path.join(plan.folder, name);
    const known = before !== undefined && Object.hasOwn(before.files, name);
    if (known || (stats.isFile() && plan.isOurs(fs.readFileSync(file, 'utf8')))) continue;
    if (!plan.files.has(name)) foreign.set(name, stats);
    else if (!plan.claimsNames || !stats.isFile())
      throw taken(`${plan.place}/${name}`, 'is not Prismosaic’s');
  }
  for (const name of plan.files.keys()) {
    // An empty folder does not block anything.
    for (let above = path.posix.dirname(name); above !== '.'; above = path.posix.dirname(above)) {
      if (foreign.get(above)?.isDirectory()) foreign.delete(above);
    }
    const blocking = [...foreign.keys()].find(
      (other) => other.startsWith(`${name}/`) || name.startsWith(`${other}/`),
    );
    if (blocking !== undefined) throw taken(`${plan.place}/${blocking}`, 'is not Prismosaic’s');
  }
  return foreign;
}

function entryOf(current: Contents, name: string): fs.Stats {
  const stats = current.get(name);
  if (stats === undefined) throw new Error(`${name} should stay, but it is missing.`);
  return stats;
}

function stateOf(name: string, { size, mtimeMs }: fs.Stats, hash: string): [string, FileState] {
  return [name, [size, mtimeMs, hash]];
}
