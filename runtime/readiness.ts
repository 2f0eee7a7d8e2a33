import type { DatabaseClient } from './connection';
import { databaseFault } from './faults';

/**
 * How a database is for this application:
 * - `ok`: it answers, and has the tables and columns of the client;
 * - `busy`: all connections are in use, or none became free in time;
 * - `behind`: tables or columns are missing, so migrations have to be applied;
 * - `unreachable`: it does not answer.
 */
export interface Readiness {
  state: 'ok' | 'busy' | 'behind' | 'unreachable';
  /** What is missing: `Table`, or `Table.column`. Not for visitors. */
  missing?: string[];
}

/** The part of Prisma's own description that every generated client carries. */
interface RuntimeModels {
  models: Record<
    string,
    {
      dbName: string | null;
      schema?: string | null;
      fields: { name: string; kind: string; dbName?: string | null }[];
    }
  >;
}

/** The clients whose tables were all there: migrations only add to them while the application runs. */
const complete = new WeakSet<DatabaseClient>();

/** Asks the database. Never rejects, and does not wait when all connections are in use. */
export async function readinessOf(client: DatabaseClient): Promise<Readiness> {
  if (client.adapter?.busy === true) return { state: 'busy' };
  try {
    const missing = await missingIn(client);
    return missing.length === 0 ? { state: 'ok' } : { state: 'behind', missing };
  } catch (error) {
    const kind = databaseFault(error)?.kind;
    return { state: kind === 'busy' || kind === 'slow' ? 'busy' : 'unreachable' };
  }
}

/** The tables and columns of the client that the database does not have. */
async function missingIn(client: DatabaseClient): Promise<string[]> {
  const models = modelsOf(client);
  if (models === undefined || complete.has(client)) {
    await client.$queryRaw`SELECT 1`;
    return [];
  }
  const rows = (await client.$queryRaw`
    SELECT nspname::text AS schema, nspname = current_schema() AS own, relname::text AS table, array_agg(attname::text) AS columns
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = relnamespace JOIN pg_catalog.pg_attribute ON attrelid = c.oid
    WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND attnum > 0 AND NOT attisdropped
      AND (nspname = current_schema() OR nspname !~ '^(pg_|information_schema$|test_[0-9])')
    GROUP BY 1, 2, 3`) as { schema: string; own: boolean; table: string; columns: string[] }[];
  const missing = Object.entries(models).flatMap(([name, { dbName, schema, fields }]) => {
    const table = dbName ?? name;
    const row = rows.find((one) => one.table === table && (schema ? one.schema === schema : one.own));
    if (row === undefined) return [table];
    const columns = fields.filter(({ kind }) => kind === 'scalar' || kind === 'enum');
    return columns
      .map((field) => field.dbName ?? field.name)
      .filter((column) => !row.columns.includes(column))
      .map((column) => `${table}.${column}`);
  });
  if (missing.length === 0) complete.add(client);
  return missing;
}

/** Undefined for a client that has none, such as one that is not Prisma's. */
function modelsOf(client: object): RuntimeModels['models'] | undefined {
  const { _runtimeDataModel: described } = client as { _runtimeDataModel?: Partial<RuntimeModels> };
  return described?.models;
}
