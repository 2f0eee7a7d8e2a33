import type { Migrated } from './migrations/migrated';
import type { OwnershipRecord } from './record';
import type { OwnedTable, RemovedTable } from './table';

export interface Review {
  /** The record as it should be now. */
  record: OwnershipRecord;
  /** What is in the database and no component asks for any more, decided or not. */
  removed: RemovedTable[];
}

/**
 * Compares what the migrations made with what the components ask for. Pure. A table that another component asks for
 * now is not removed; one that a component asks for again is as if it had never been away.
 */
export function review(migrated: Migrated, asked: readonly OwnedTable[], before: OwnershipRecord): Review {
  const record: OwnershipRecord = new Map();
  const removed: RemovedTable[] = [];
  const present = new Map(asked.map((table) => [keyOf(table), table]));
  const unmigrated = [...before.values()].filter(
    ({ name, unmigrated }) => unmigrated && !isMigrated(migrated, name),
  );
  const made = [
    ...[...migrated.tables].map((name) => ({ name, kind: 'table' as const })),
    ...[...migrated.enums]
      .filter((name) => !migrated.tables.has(name))
      .map((name) => ({ name, kind: 'enum' as const })),
    ...unmigrated.map(({ name, kind }) => ({ name, kind, unmigrated: true as const })),
  ];
  for (const thing of made) {
    const owned = present.get(keyOf(thing));
    if (owned !== undefined) {
      record.set(thing.name, 'unmigrated' in thing ? { ...owned, unmigrated: true } : owned);
      continue;
    }
    const known = before.get(thing.name) ?? { ...thing, models: [], owners: [] };
    record.set(thing.name, known);
    removed.push(known);
  }
  removed.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { record, removed };
}

/**
 * The record once all that the components ask for is in the database: what no migration is seen to make is noted. A table
 * may be pushed, or made by a script in the body of a function.
 */
export function remembered(
  migrated: Migrated,
  asked: readonly OwnedTable[],
  before: OwnershipRecord,
): OwnershipRecord {
  const { record } = review(migrated, asked, before);
  for (const table of asked) {
    if (!isMigrated(migrated, table.name)) record.set(table.name, { ...table, unmigrated: true });
  }
  return record;
}

function isMigrated({ tables, enums }: Migrated, name: string): boolean {
  return tables.has(name) || enums.has(name);
}

function keyOf({ name, kind }: Pick<OwnedTable, 'name' | 'kind'>): string {
  return `${kind === 'enum' ? 'enum' : 'table'} ${name}`;
}

/** What needs a word: a type without its tables holds no rows. */
export function undecided(removed: readonly RemovedTable[]): RemovedTable[] {
  return removed.filter(({ kind, decision }) => kind !== 'enum' && decision === undefined);
}

/** Whether a name that somebody said means this table: a component's, a model's, or its own. */
export function isMeant(table: RemovedTable, said: string): boolean {
  return table.owners.includes(said) || table.models.includes(said) || table.name === said;
}
