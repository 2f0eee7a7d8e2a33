import { Cursor, statementsOf } from '@prismosaic/schema-engine/sql';

/** The tables and enum types that exist after some statement. */
export interface Migrated {
  tables: Set<string>;
  enums: Set<string>;
}

/** The effect of one statement. */
export type Step = (migrated: Migrated) => void;

/**
 * Yields what a script creates, renames and drops, in order. Names come without the Postgres schema. Ignores the bodies
 * of functions and of `DO`.
 */
export function* stepsOf(sql: string): Generator<Step> {
  for (const statement of statementsOf(sql)) {
    const cursor = new Cursor(sql, statement);
    if (cursor.takes('create')) yield* creation(cursor);
    else if (cursor.takes('drop')) yield* removals(cursor);
    else if (cursor.takes('alter')) yield* renaming(cursor);
  }
}

function* creation(cursor: Cursor): Generator<Step> {
  if (cursor.takes('type')) {
    const type = cursor.name();
    if (type !== undefined && cursor.takes('as', 'enum')) yield ({ enums }) => enums.add(type);
    return;
  }
  cursor.takes('unlogged');
  if (!cursor.takes('table')) return;
  cursor.takes('if', 'not', 'exists');
  const table = cursor.name();
  if (table !== undefined && !cursor.takes('partition', 'of')) yield ({ tables }) => tables.add(table);
}

function* removals(cursor: Cursor): Generator<Step> {
  const kind = kindOf(cursor);
  if (kind === undefined) return;
  cursor.takes('if', 'exists');
  do {
    const name = cursor.name();
    if (name !== undefined) yield (migrated) => migrated[kind].delete(name);
  } while (cursor.takes(','));
}

function* renaming(cursor: Cursor): Generator<Step> {
  const kind = kindOf(cursor);
  if (kind === undefined) return;
  cursor.takes('if', 'exists');
  cursor.takes('only');
  const from = cursor.name();
  cursor.takes('*');
  if (from === undefined || !cursor.takes('rename', 'to')) return;
  const to = cursor.name();
  if (to === undefined) return;
  yield (migrated) => {
    if (migrated[kind].delete(from)) migrated[kind].add(to);
  };
}

function kindOf(cursor: Cursor): keyof Migrated | undefined {
  if (cursor.takes('table')) return 'tables';
  return cursor.takes('type') ? 'enums' : undefined;
}
