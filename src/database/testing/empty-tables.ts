import { escapeLiteral } from 'pg';
import { workerSchemaPattern } from './schemas/names';

/** The part of a Prisma client that is needed. */
export interface RawClient {
  $executeRawUnsafe(sql: string): PromiseLike<number>;
}

/**
 * One statement deletes the rows of all tables, so that foreign keys are checked when all rows are gone, whatever
 * their order. DELETE, for TRUNCATE takes twenty times as long on small tables and needs a right that the runtime
 * role lacks.
 */
const statement = `DO $$
DECLARE deletes text;
BEGIN
  IF current_schema() IS NULL OR current_schema() !~ ${escapeLiteral(workerSchemaPattern)} THEN
    RAISE EXCEPTION 'emptyTables works in a worker schema only, not in %', coalesce(current_schema(), 'none');
  END IF;
  SELECT string_agg(format('d%s AS (DELETE FROM %s)', oid, oid::regclass), ', ') INTO deletes
    FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition;
  IF deletes IS NOT NULL THEN EXECUTE 'WITH ' || deletes || ' SELECT'; END IF;
END $$`;

/**
 * Deletes the rows of all tables of the worker's schema, for a test that wants to begin with none. Sequences go on
 * counting: no test should rely on an id. Throws, and deletes nothing, when the client is not in a worker schema.
 *
 * @param client the application's Prisma client
 */
export async function emptyTables(client: RawClient): Promise<void> {
  await client.$executeRawUnsafe(statement);
}
