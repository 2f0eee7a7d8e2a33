import { Cursor, type Statement } from '../../sql';
import { keyOf, type TableChange, tableChange } from './alter-table';
import { type Edit, removal } from './edit';

/*
 * To remove a value from an enum, the engine creates a new type and moves all columns to it, before it does anything
 * else. It goes by the columns of the new schema: it alters columns that are only added further down, and drops the
 * old type while columns still use it that are only dropped further down.
 */

/** The name of the old type of a changed enum, if a statement drops it. */
export function droppedOldType(sql: string, statement: Statement): string | undefined {
  const cursor = new Cursor(sql, statement);
  const name = cursor.takes('drop', 'type') ? cursor.name() : undefined;
  return name?.endsWith('_old') ? name : undefined;
}

/** What a statement renames a type to. */
export function renamedTo(sql: string, statement: Statement): string | undefined {
  const cursor = new Cursor(sql, statement);
  if (!cursor.takes('alter', 'type') || cursor.qualified().length === 0) return undefined;
  return cursor.takes('rename', 'to') ? cursor.name() : undefined;
}

/** A column that a statement moves to an enum's new type. */
export interface MovedColumn {
  /** For comparison with others. */
  table: string;
  /** As SQL writes it. */
  written: string;
  column: string;
}

/** Reads which column a statement moves to an enum's new type. */
export function movedColumn(sql: string, statement: Statement): MovedColumn | undefined {
  const cursor = new Cursor(sql, statement);
  if (!cursor.takes('alter', 'table')) return undefined;
  const from = cursor.token?.at;
  const table = keyOf(...cursor.qualified());
  const written = sql.slice(from, cursor.token?.at).trim();
  const column = cursor.takes('alter', 'column') ? cursor.name() : undefined;
  if (column === undefined || !cursor.takes('type')) return undefined;
  return cursor.name()?.endsWith('_new') ? { table, written, column } : undefined;
}

function createdTable(sql: string, statement: Statement): string | undefined {
  const cursor = new Cursor(sql, statement);
  return cursor.takes('create', 'table') ? keyOf(...cursor.qualified()) : undefined;
}

/** Moves the statements that the engine writes too early. */
export function* orderedEnumChanges(sql: string, statements: readonly Statement[]): Generator<Edit> {
  const changes = statements.map((statement) => tableChange(sql, statement));
  for (const [index, statement] of statements.entries()) {
    const moved = movedColumn(sql, statement);
    const later = (is: (change: TableChange | undefined, other: Statement) => boolean) =>
      statements.findLastIndex((other, at) => at > index && is(changes[at], other));
    if (moved !== undefined) {
      const { table, column } = moved;
      const makesTable = (_: unknown, other: Statement) => createdTable(sql, other) === table;
      const makesColumn = (change: TableChange | undefined) =>
        change?.table === table && change.adds.includes(column) && !change.drops.includes(column);
      if (later(makesTable) !== -1 || later(makesColumn) !== -1) yield removal(sql, statement);
    }
    const old = droppedOldType(sql, statement);
    if (old === undefined || !statements.slice(0, index).some((other) => renamedTo(sql, other) === old))
      continue;
    const last = statements[later((change, other) => freesTypes(sql, change, other))];
    if (last === undefined) continue;
    yield removal(sql, statement);
    yield { at: last.end + 1, end: last.end + 1, text: `\n\n-- DropEnum\n${statement.text};` };
  }
}

/** Whether columns may stop using a type with a statement. */
function freesTypes(sql: string, change: TableChange | undefined, statement: Statement): boolean {
  if (new Cursor(sql, statement).takes('drop', 'table')) return true;
  const moves = movedColumn(sql, statement) !== undefined;
  return !moves && change !== undefined && (change.drops.length > 0 || change.retypes.length > 0);
}
