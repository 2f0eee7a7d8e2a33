import { escapeLiteral } from 'pg';
import { holdersOf } from '../worker-schemas/holders';
import { workerSchemaPattern } from '../worker-schemas/names';

/** The part of a Prisma client that `emptyTables` needs. */
export interface RawClient {
  $executeRawUnsafe(sql: string): PromiseLike<number>;
}

/** How long to wait for other sessions' transactions. Less than the 5 s after which Jest ends a hook. */
const patience = '4 s';

/**
 * One statement deletes the rows of all tables, so PostgreSQL checks foreign keys when all rows are deleted, in any
 * order. DELETE, because TRUNCATE takes twenty times as long on small tables and needs a privilege that the runtime
 * role does not have.
 *
 * First it locks the tables, so that transactions that still write end, and it deletes what they wrote, too. When it
 * can't get a lock, it releases all others before PostgreSQL looks for deadlocks (after one second), and tries again:
 * a deadlock never cancels either side.
 */
const statement = `DO $$
DECLARE
  tables text;
  deletes text;
  holders text;
  deadline timestamptz := clock_timestamp() + interval ${escapeLiteral(patience)};
  timeout text := current_setting('lock_timeout');
BEGIN
  IF current_schema() IS NULL OR current_schema() !~ ${escapeLiteral(workerSchemaPattern)} THEN
    RAISE EXCEPTION 'emptyTables works in a worker schema only, not in %', coalesce(current_schema(), 'none');
  END IF;
  SELECT string_agg(oid::regclass::text, ', ' ORDER BY oid),
      string_agg(format('d%s AS (DELETE FROM %s)', oid, oid::regclass), ', ') INTO tables, deletes
    FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition;
  IF deletes IS NULL THEN RETURN; END IF;
  LOOP
    BEGIN
      PERFORM set_config('lock_timeout', '400ms', true);
      EXECUTE 'LOCK TABLE ' || tables || ' IN SHARE ROW EXCLUSIVE MODE';
      EXECUTE 'WITH ' || deletes || ' SELECT';
      PERFORM set_config('lock_timeout', timeout, true);
      RETURN;
    EXCEPTION WHEN lock_not_available OR deadlock_detected OR foreign_key_violation THEN
      IF clock_timestamp() > deadline THEN
        IF SQLSTATE = '23503' THEN RAISE; END IF;
        holders := ${holdersOf('current_schema()')};
        RAISE EXCEPTION 'emptyTables gave up after ${patience}: a transaction on the tables of % is still open. %. Await all work of a test before it ends.',
          current_schema(), coalesce(holders, 'Its session is unknown')
          USING ERRCODE = 'object_in_use';
      END IF;
    END;
    PERFORM pg_sleep(0.02);
  END LOOP;
END $$`;

/**
 * Deletes the rows of all tables of the worker's schema, for a test that starts without rows. Sequences keep
 * counting: no test should rely on an id. Waits for transactions that still write there, up to 4 s.
 *
 * @param client the application's Prisma client
 * @throws and deletes nothing, when the client is not in a worker schema, or when a transaction stays open: the
 * message names the database process that holds it, its application, its latest query, and since when
 */
export async function emptyTables(client: RawClient): Promise<void> {
  await client.$executeRawUnsafe(statement);
}
