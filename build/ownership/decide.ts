import path from 'node:path';
import { writeWhole } from '../ground/write-whole';
import { readRecord, recordPlace, textOf } from './record';
import { isMeant } from './review';
import type { OwnershipPlace } from './settle';
import type { Decision, RemovedTable } from './table';

export interface DecideOptions extends OwnershipPlace {
  decision: Decision;
  /** Names of components, models or tables, from the command line. */
  said: readonly string[];
  /** Tables and types that no component has any more. */
  removed: readonly RemovedTable[];
}

/** Writes a decision into the record, and returns the tables and types that it is for. */
export function decide({ root, database, decision, said, removed }: DecideOptions): RemovedTable[] {
  const meant = removed.filter((table) => said.some((name) => isMeant(table, name)));
  if (meant.length === 0) return [];
  const file = path.join(root, recordPlace(database.migrations));
  const record = readRecord(file);
  for (const table of meant) {
    // No migration will show that it was dropped, so its line is removed here.
    if (table.unmigrated && decision === 'drop') record.delete(table.name);
    else record.set(table.name, { ...table, decision });
  }
  writeWhole(file, textOf(record));
  return meant;
}
