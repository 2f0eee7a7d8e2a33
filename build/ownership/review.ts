import type { Migrated } from './migrations/migrated';
import type { OwnershipRecord } from './record';
import { renamedComponents } from './renamed';
import type { OwnedTable, RemovedTable } from './table';

/** The tables that the components have in their schemas. */
export interface Asked {
  tables: readonly OwnedTable[];
  /** All existing components, with or without tables. */
  components: ReadonlySet<string>;
}

export interface Review {
  /** The record, up to date. */
  record: OwnershipRecord;
  /** What is in the database and no component has any more, decided or not. */
  removed: RemovedTable[];
}

/**
 * Compares what the migrations created with what the components have. Pure. A table that another component has now is
 * not removed, and neither is one that comes back. Tables of a component whose folder was renamed belong to the new
 * name.
 */
export function review(migrated: Migrated, asked: Asked, before: OwnershipRecord): Review {
  const record: OwnershipRecord = new Map();
  const removed: RemovedTable[] = [];
  const present = new Map(asked.tables.map((table) => [keyOf(table), table]));
  const renamed = renamedComponents(asked, before);
  for (const thing of inDatabase(migrated, before)) {
    const owned = present.get(keyOf(thing));
    if (owned !== undefined) {
      record.set(thing.name, thing.unmigrated ? { ...owned, unmigrated: true } : owned);
      continue;
    }
    const known = before.get(thing.name) ?? { ...thing, models: [], owners: [] };
    const formerly = known.owners.filter((owner) => renamed.has(owner));
    const owners = [...new Set(known.owners.map((owner) => renamed.get(owner) ?? owner))].sort();
    const table = { ...known, owners };
    record.set(thing.name, table);
    removed.push(formerly.length === 0 ? table : { ...table, formerly });
  }
  removed.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { record, removed };
}

function inDatabase(
  migrated: Migrated,
  before: OwnershipRecord,
): Pick<OwnedTable, 'name' | 'kind' | 'unmigrated'>[] {
  const { tables, enums } = migrated;
  return [
    ...[...tables].map((name) => ({ name, kind: 'table' as const })),
    ...[...enums].filter((name) => !tables.has(name)).map((name) => ({ name, kind: 'enum' as const })),
    ...[...before.values()]
      .filter(({ name, unmigrated }) => unmigrated && !isMigrated(migrated, name))
      .map(({ name, kind }) => ({ name, kind, unmigrated: true as const })),
  ];
}

/**
 * Returns the record when the database has everything in the schemas. Marks tables that no migration shows: they were
 * pushed, or created in the body of a function.
 */
export function remembered(migrated: Migrated, asked: Asked, before: OwnershipRecord): OwnershipRecord {
  const { record } = review(migrated, asked, before);
  for (const table of asked.tables) {
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

/** Filters what needs a decision. Types don't: they hold no rows. */
export function undecided(removed: readonly RemovedTable[]): RemovedTable[] {
  return removed.filter(({ kind, decision }) => kind !== 'enum' && decision === undefined);
}

/** Whether a given name means this table: a component's, a model's, or its own. */
export function isMeant({ owners, formerly, models, name }: RemovedTable, said: string): boolean {
  return [...owners, ...(formerly ?? []), ...models, name].includes(said);
}
