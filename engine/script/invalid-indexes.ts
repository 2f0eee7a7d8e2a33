import type { Client } from 'pg';
import { DatabaseError } from 'pg-protocol';
import { nameOf, type Statement } from '../sql';

/** What a `CREATE INDEX CONCURRENTLY` says. */
interface Concurrent {
  /** The index's name, if the statement has one. */
  index: string | undefined;
  /** The table, as it is written. */
  table: string;
  /** Whether an existing index of that name stays as it is. */
  ifMissing: boolean;
}

/** Reads `CREATE INDEX CONCURRENTLY`; undefined for any other statement. */
function concurrent(sql: string, { tokens }: Statement): Concurrent | undefined {
  const texts = tokens.map(({ at, end }) => sql.slice(at, end).toLowerCase());
  const head = /^create (?:unique )?index concurrently (if not exists )?/.exec(texts.slice(0, 8).join(' '));
  if (head === null) return undefined;
  const on = texts.indexOf('on');
  const table = texts[on + 1] === 'only' ? on + 2 : on + 1;
  let last = table;
  while (texts[last + 1] === '.') last += 2;
  const [from, to, named] = [tokens[table], tokens[last], tokens[on - 1]];
  if (on === -1 || from === undefined || to === undefined) return undefined;
  const isNamed = on > head[0].trim().split(' ').length;
  return {
    index: isNamed && named ? nameOf(sql, named) : undefined,
    table: sql.slice(from.at, to.end),
    ifMissing: head[1] !== undefined,
  };
}

async function invalidOn(client: Client, { index, table }: Concurrent): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name FROM pg_catalog.pg_index i
     JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE i.indrelid = pg_catalog.to_regclass($1) AND NOT i.indisvalid AND ($2::text IS NULL OR c.relname = $2)`,
    [table, index ?? null],
  );
  return rows.map(({ name }) => name);
}

/** Which indexes a failed statement has left half-built: PostgreSQL keeps them, and no query uses them. */
export async function invalidIndexes(client: Client, sql: string, statement: Statement): Promise<string[]> {
  const index = concurrent(sql, statement);
  return index === undefined ? [] : invalidOn(client, index);
}

/**
 * Throws when a statement has just accepted a half-built index instead of creating it.
 * @throws DatabaseError 42P07, as without `IF NOT EXISTS`.
 */
export async function refuseInvalid(client: Client, sql: string, statement: Statement): Promise<void> {
  const index = concurrent(sql, statement);
  if (index?.ifMissing !== true) return;
  const [name] = await invalidOn(client, index);
  if (name === undefined) return;
  const error = new DatabaseError(`index ${name} exists and is invalid`, 0, 'error');
  error.code = '42P07';
  error.severity = 'ERROR';
  throw error;
}
