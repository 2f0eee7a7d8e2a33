import type { RecordedHistory, RecordedMigration, WrittenMigration } from './history';

/** How the structures compare. Each is undefined when it is unknown. */
export interface Structures {
  /** The database is in sync with the schema. */
  databaseIsSchema: boolean;
  /** The migrations are in sync with the schema. */
  migrationsMakeSchema?: boolean | undefined;
  /** The database is in sync with the migrations. */
  databaseIsMigrated?: boolean | undefined;
}

/** Everything that decides the state of a database. */
export interface MigrationFacts extends RecordedHistory {
  written: readonly WrittenMigration[];
}

/** The state of a database as far as the migration histories show it. */
export type HistoryState =
  | { kind: 'even' }
  | { kind: 'applying'; migration: string }
  | { kind: 'failed'; migration: string; logs: string | null; written: boolean }
  | { kind: 'edited'; migration: string; checksum: string }
  | { kind: 'diverged'; missing: string[]; pending: string[] }
  | { kind: 'ahead'; missing: string[] }
  | { kind: 'unrecorded'; pending: string[] }
  | { kind: 'pending'; pending: string[] };

/** The state of a database. `unwritten`: the database has what no migration creates, as after `db push`. */
export type MigrationState =
  | Exclude<HistoryState, { kind: 'even' }>
  | { kind: 'in-sync' | 'behind' | 'drifted' | 'unwritten' };

/** Compares the histories. States that block commands come first. */
export function historyState(facts: MigrationFacts): HistoryState {
  const { written, recorded, applying, hasTables } = facts;
  const open = recorded.find(({ finished }) => !finished);
  const names = new Set(written.map(({ name }) => name));
  if (open !== undefined && applying) return { kind: 'applying', migration: open.name };
  if (open !== undefined)
    return { kind: 'failed', migration: open.name, logs: open.logs, written: names.has(open.name) };
  const edited = recorded.find((migration) => isEdited(migration, written));
  if (edited !== undefined) return { kind: 'edited', migration: edited.name, checksum: edited.checksum };
  const applied = new Set(recorded.map(({ name }) => name));
  const missing = [...applied].filter((name) => !names.has(name));
  const pending = [...names].filter((name) => !applied.has(name));
  if (missing.length > 0)
    return pending.length > 0 ? { kind: 'diverged', missing, pending } : { kind: 'ahead', missing };
  if (pending.length === 0) return { kind: 'even' };
  return { kind: recorded.length === 0 && hasTables ? 'unrecorded' : 'pending', pending };
}

/** The state when the histories are equal and the structures are known. A project without migrations needs none. */
export function structureState(structures: Structures, hasMigrations: boolean): MigrationState {
  const { databaseIsSchema, migrationsMakeSchema, databaseIsMigrated } = structures;
  // What the migrations make may differ from the schema by nothing but spelling: then it is what the database has.
  const unwritten = hasMigrations && migrationsMakeSchema === false && databaseIsMigrated !== true;
  if (databaseIsSchema) return { kind: unwritten ? 'unwritten' : 'in-sync' };
  return { kind: migrationsMakeSchema === true || databaseIsMigrated === false ? 'drifted' : 'behind' };
}

function isEdited({ name, checksum }: RecordedMigration, written: readonly WrittenMigration[]): boolean {
  const found = written.find((migration) => migration.name === name);
  return found !== undefined && !found.checksums.includes(checksum);
}
