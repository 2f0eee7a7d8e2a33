import fs from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { diagnose } from './diagnose';
import { migratedBy } from './migrations/migrated';
import { readRecord, recordPlace, textOf, writeRecord } from './record';
import { remembered, review, undecided } from './review';
import type { OwnedTable, RemovedTable } from './table';

/** Which database of which project. */
export interface OwnershipPlace {
  /** The project's root, absolute. */
  root: string;
  database: { name: string; migrations: string };
}

export interface Settled {
  diagnostics: Diagnostic[];
  /** What is in the database and no component asks for any more, decided or not. */
  removed: RemovedTable[];
  /** The record, relative to the root, when it is not what it should be; it was brought up to date when so asked. */
  stale?: string;
}

/**
 * Brings the record of who owns which table up to date with the migrations and the components, and tells of tables that
 * the next migration would drop without anybody having said so. A record that can't be understood is left as it is.
 */
export function settleOwnership(
  { root, database }: OwnershipPlace,
  asked: readonly OwnedTable[],
  { write, severity }: { write: boolean; severity: Diagnostic['severity'] },
): Settled {
  const file = recordPlace(database.migrations);
  const migrated = migratedBy(path.join(root, database.migrations));
  const place = path.join(root, file);
  if (migrated.tables.size === 0 && !fs.existsSync(place)) return { diagnostics: [], removed: [] };
  try {
    const { record, removed } = review(migrated, asked, readRecord(place));
    const components = new Set(asked.flatMap(({ owners }) => owners));
    const diagnostics = diagnose(undecided(removed), { database: database.name, components, file, severity });
    const text = textOf(record);
    if (fs.existsSync(place) && fs.readFileSync(place, 'utf8') === text) return { diagnostics, removed };
    if (write) writeRecord(place, text);
    return { diagnostics, removed, stale: file };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const message = `This record of who owns which table can't be read: ${error.message}.`;
    const hint = 'resolve what merging left in it, or take the last version that was whole';
    return { diagnostics: [{ severity, code: 'OWNERSHIP_UNREADABLE', message, file, hint }], removed: [] };
  }
}

/**
 * Notes that all that the components ask for is in the database, after a command that sees to it. A record that can't be
 * understood, or can't be written, is left as it is.
 */
export function rememberTables({ root, database }: OwnershipPlace, asked: readonly OwnedTable[]): void {
  const place = path.join(root, recordPlace(database.migrations));
  try {
    const before = readRecord(place);
    const text = textOf(remembered(migratedBy(path.join(root, database.migrations)), asked, before));
    if (text !== textOf(before)) writeRecord(place, text);
  } catch (error) {
    if (!(error instanceof SyntaxError))
      process.stderr.write(`${recordPlace(database.migrations)}: ${error}\n`);
  }
}
