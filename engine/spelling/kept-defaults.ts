import { type Client, escapeIdentifier } from 'pg';
import { type DefaultClause, defaultClauses } from './alterations';

/** A default of the schema that PostgreSQL keeps in another spelling, or a generated column's expression. */
export interface KeptDefault extends DefaultClause {
  /** How PostgreSQL gives it back. */
  kept: string;
  generated: boolean;
}

const COLUMN = `SELECT a.attgenerated <> '' AS generated, pg_get_expr(d.adbin, d.adrelid) AS kept
  FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attrelid = to_regclass($1) AND a.attname = $2`;
const TRIAL = 'prismosaic_default';

/**
 * The changes of a script that change nothing: those of defaults that are in the database already, spelled otherwise, and of
 * expressions of generated columns, which are no defaults.
 */
export async function keptDefaults(client: Client, script: string): Promise<KeptDefault[]> {
  const found: KeptDefault[] = [];
  for (const clause of defaultClauses(script)) {
    const { rows } = await client.query<{ generated: boolean; kept: string | null }>(COLUMN, [
      clause.table,
      clause.column,
    ]);
    const { generated, kept } = rows[0] ?? { generated: false, kept: null };
    if (kept === null) continue;
    if (generated || (await asKept(client, clause)) === kept) found.push({ ...clause, kept, generated });
  }
  return found;
}

/** How PostgreSQL would keep a default. It is tried on a table that nobody else sees, and that goes again. */
async function asKept(
  client: Client,
  { table, column, expression, retyped }: DefaultClause,
): Promise<string | undefined> {
  // PostgreSQL changes the type of a column only while it has no default that belongs to the old type.
  if (expression === undefined || retyped) return undefined;
  const name = escapeIdentifier(column);
  try {
    await client.query(
      `BEGIN; CREATE TEMPORARY TABLE ${TRIAL} AS SELECT ${name} FROM ${table} WITH NO DATA;
       ALTER TABLE pg_temp.${TRIAL} ALTER COLUMN ${name} SET DEFAULT ${expression}`,
    );
    const { rows } = await client.query<{ kept: string | null }>(COLUMN, [`pg_temp.${TRIAL}`, column]);
    return rows[0]?.kept ?? undefined;
  } catch {
    // A role that may make no temporary tables: the change is taken for one.
    return undefined;
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
  }
}
