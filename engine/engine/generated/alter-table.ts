import { Cursor, type Statement } from '../../sql';

/** What an `ALTER TABLE` does to columns. */
export interface TableChange {
  /** The table's name, with the schema's name if it is written. */
  table: string;
  adds: string[];
  drops: string[];
  retypes: string[];
}

/** Names in one text, so that they can be compared. */
export const keyOf = (...names: string[]) => JSON.stringify(names);

/** Reads an `ALTER TABLE` as the engine writes it; undefined for any other statement. */
export function tableChange(sql: string, statement: Statement): TableChange | undefined {
  const cursor = new Cursor(sql, statement);
  if (!cursor.takes('alter', 'table')) return undefined;
  const change: TableChange = { table: keyOf(...cursor.qualified()), adds: [], drops: [], retypes: [] };
  do {
    const list = action(cursor, change);
    const column = list && cursor.name();
    const retypes = list === change.retypes && !(cursor.takes('type') || cursor.takes('set', 'data', 'type'));
    if (list !== undefined && column !== undefined && !retypes) list.push(column);
    while (cursor.token !== undefined && sql[cursor.token.at] !== ',') cursor.skip();
  } while (cursor.takes(','));
  return change;
}

function action(cursor: Cursor, { adds, drops, retypes }: TableChange): string[] | undefined {
  if (cursor.takes('add', 'column')) return adds;
  if (cursor.takes('drop', 'column')) return drops;
  return cursor.takes('alter', 'column') ? retypes : undefined;
}
