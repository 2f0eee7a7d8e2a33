import fs from 'node:fs';
import path from 'node:path';
import { nothingToDo, placing } from './placing';
import { type Prepared, taken } from './prepared';
import { isPublished } from './published';
import { leftBeside, stagingFor, writeNew } from './staging';

/** A single file to publish. */
export interface FilePlan {
  /** Absolute path. */
  file: string;
  /** The name in messages. */
  place: string;
  text: string | Buffer;
  /** Whether an existing file was made by an earlier run. */
  isOurs(text: string): boolean;
}

/** Deletes what a killed run left beside a file. Call it under the lock only. */
export function clearBeside(file: string): void {
  const { next, old } = leftBeside(file);
  for (const left of [...next, ...old]) fs.rmSync(left, { force: true });
}

/** Writes a file beside its target, ready to replace it. Call it under the lock only. */
export function prepareFile({ file, place, text, isOurs }: FilePlan): Prepared {
  const shared = { place, removed: [], foreign: [] };
  fs.mkdirSync(path.dirname(file), { recursive: true });
  if (isPublished(file, text)) return { ...shared, ...nothingToDo, written: [] };
  const stats = fs.lstatSync(file, { throwIfNoEntry: false });
  if (stats !== undefined && !(stats.isFile() && isOurs(fs.readFileSync(file, 'utf8')))) {
    throw taken(place, 'is not Prismosaic’s');
  }
  const staged = stagingFor(file);
  const steps = placing(staged, file, { written: [staged] });
  try {
    writeNew(staged, text);
  } catch (error) {
    steps.discard();
    throw error;
  }
  return { ...shared, ...steps, written: [file] };
}
