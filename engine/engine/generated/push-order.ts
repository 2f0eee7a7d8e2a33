import type { SqlDriverAdapter, SqlQuery } from '@prisma/driver-adapter-utils';
import { type Statement, statementsOf } from '../../sql';
import { droppedOldType, movedColumn, renamedTo } from './enum-change';

/**
 * `db push` sends its statements one by one, an enum's change first, as in a script (`enum-change.ts`): a column that
 * is only added later is left out, and an old type is dropped at the end.
 */
export class PushOrder {
  private active = false;
  private readonly old = new Set<string>();
  private readonly last: (() => Promise<unknown>)[] = [];

  /** While `push` runs, statements are put in order. */
  async during<Result>(push: () => Promise<Result>): Promise<Result> {
    this.active = true;
    try {
      const result = await push();
      for (const drop of this.last) await drop();
      return result;
    } finally {
      this.active = false;
      this.old.clear();
      this.last.length = 0;
    }
  }

  /** How the main database must execute statements. */
  executeRaw(adapter: SqlDriverAdapter): SqlDriverAdapter['executeRaw'] {
    return async (query) => {
      const [statement, more] = this.active ? statementsOf(query.sql) : [];
      if (statement === undefined || more !== undefined) return adapter.executeRaw(query);
      if (this.isPostponed(query, statement, adapter) || (await isTooEarly(adapter, query.sql, statement)))
        return 0;
      return adapter.executeRaw(query);
    };
  }

  private isPostponed(query: SqlQuery, statement: Statement, adapter: SqlDriverAdapter): boolean {
    const renamed = renamedTo(query.sql, statement);
    if (renamed !== undefined) this.old.add(renamed);
    const dropped = droppedOldType(query.sql, statement);
    if (dropped === undefined || !this.old.has(dropped)) return false;
    this.last.push(() => adapter.executeRaw(query));
    return true;
  }
}

async function isTooEarly(adapter: SqlDriverAdapter, sql: string, statement: Statement): Promise<boolean> {
  const moved = movedColumn(sql, statement);
  if (moved === undefined) return false;
  const { rows } = await adapter.queryRaw({
    sql: `SELECT 1 FROM pg_catalog.pg_attribute
      WHERE attrelid = pg_catalog.to_regclass($1) AND attname = $2 AND NOT attisdropped`,
    args: [moved.written, moved.column],
    argTypes: [
      { scalarType: 'string', arity: 'scalar' },
      { scalarType: 'string', arity: 'scalar' },
    ],
  });
  return rows.length === 0;
}
