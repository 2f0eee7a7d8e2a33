import fs from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { writeWhole } from '../ground/write-whole';
import { diagnose } from './diagnose';
import { migratedBy } from './migrations/migrated';
import { readRecord, recordPlace, textOf } from './record';
import { type Asked, remembered, review, undecided } from './review';
import type { RemovedTable } from './table';

/** A database of a project. */
export interface OwnershipPlace {
  /** The project's root, absolute. */
  root: string;
  database: { name: string; migrations: string };
}

export interface Settled {
  diagnostics: Diagnostic[];
  /** What is in the database and no component has any more, decided or not. */
  removed: RemovedTable[];
  /** Tables that a component has again after a decision on them. */
  revived: string[];
  /** The record's path, relative to the root, when it was out of date; `write` has updated it. */
  stale?: string;
}

/**
 * Reports tables that the next migration would drop without a decision. With `write`, updates the ownership record from
 * the migrations and the components. Leaves a record that can't be parsed as it is.
 */
export function settleOwnership(
  { root, database }: OwnershipPlace,
  asked: Asked,
  { write, severity }: { write: boolean; severity: Diagnostic['severity'] },
): Settled {
  const file = recordPlace(database.migrations);
  const migrated = migratedBy(path.join(root, database.migrations));
  const place = path.join(root, file);
  if (migrated.tables.size === 0 && !fs.existsSync(place))
    return { diagnostics: [], removed: [], revived: [] };
  try {
    const before = readRecord(place);
    const { record, removed } = review(migrated, asked, before);
    const revived = [...record.values()].filter(
      (table) => !table.decision && before.get(table.name)?.decision,
    );
    const diagnostics = diagnose(undecided(removed), { database: database.name, asked, file, severity });
    const text = textOf(record);
    const settled = { diagnostics, removed, revived: revived.map(({ name }) => name) };
    if (fs.existsSync(place) && fs.readFileSync(place, 'utf8') === text) return settled;
    if (write) writeWhole(place, text);
    return { ...settled, stale: file };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const message = `This record of who owns which table can't be read: ${error.message}.`;
    const hint = 'resolve the merge conflict in it, or restore the last valid version';
    return {
      diagnostics: [{ severity, code: 'OWNERSHIP_UNREADABLE', message, file, hint }],
      removed: [],
      revived: [],
    };
  }
}

/**
 * Updates the record after a command that creates migrations. `complete` means that the database now has everything in
 * the schemas, whether the migrations show it or not. Leaves a record that can't be parsed or written as it is.
 */
export function rememberTables(
  { root, database }: OwnershipPlace,
  asked: Asked,
  { complete }: { complete: boolean },
): void {
  const place = path.join(root, recordPlace(database.migrations));
  const migrated = migratedBy(path.join(root, database.migrations));
  try {
    const before = readRecord(place);
    const now = complete ? remembered(migrated, asked, before) : review(migrated, asked, before).record;
    if (textOf(now) !== textOf(before)) writeWhole(place, textOf(now));
  } catch (error) {
    if (!(error instanceof SyntaxError))
      process.stderr.write(`${recordPlace(database.migrations)}: ${error}\n`);
  }
}
