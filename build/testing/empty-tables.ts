import { escapeLiteral } from 'pg';
import { holdersOf } from '../worker-schemas/holders';
import { resetFunction } from '../worker-schemas/names';
import { IN_SESSION, RESET_OF_SESSION } from '../worker-schemas/worker-place';

/** The part of a Prisma client that `emptyTables` needs. */
export interface RawClient {
  $executeRawUnsafe(sql: string): PromiseLike<number>;
}

/** A client, or what returns it, where a `beforeAll` makes it. */
export const clientOf = <Client>(client: Client | (() => Client)): Client =>
  typeof client === 'function' ? (client as () => Client)() : client;

/** How long to wait for other sessions' transactions. Less than the 5 s after which Jest ends a hook. */
const patience = '4 s';

/**
 * Calls the function that a test run made beside the worker's schema. When it can't get a lock, its locks are released
 * before PostgreSQL looks for deadlocks (after one second), and it is called again: a deadlock never cancels either side.
 */
const statement = `DO $$
DECLARE
  holders text;
  reset text;
  deadline timestamptz := clock_timestamp() + interval ${escapeLiteral(patience)};
  timeout text := current_setting('lock_timeout');
BEGIN
  reset := ${RESET_OF_SESSION};
  IF reset IS NULL THEN
    RAISE EXCEPTION 'emptyTables works in a worker schema only, not in %', coalesce(current_schema(), 'none');
  END IF;
  LOOP
    BEGIN
      PERFORM set_config('lock_timeout', '400ms', true);
      EXECUTE format('SELECT %I.${resetFunction}()', reset);
      PERFORM set_config('lock_timeout', timeout, true);
      RETURN;
    EXCEPTION WHEN lock_not_available OR deadlock_detected OR foreign_key_violation THEN
      IF clock_timestamp() > deadline THEN
        IF SQLSTATE = '23503' THEN RAISE; END IF;
        holders := ${holdersOf(IN_SESSION('relnamespace'))};
        RAISE EXCEPTION 'emptyTables gave up after ${patience}: a transaction on the tables of % is still open. %. Await all work of a test before it ends.',
          current_schema(), coalesce(holders, 'Its session is unknown')
          USING ERRCODE = 'object_in_use';
      END IF;
    END;
    PERFORM pg_sleep(0.02);
  END LOOP;
END $$`;

/**
 * Makes the worker's schema what the migrations made, for a test that starts without the rows of others: deletes the
 * rows of all tables, also those that row security hides, without firing the migrations' triggers; brings back the rows that
 * migrations inserted; starts sequences again. Waits for transactions that still write there, up to 4 s.
 *
 * @param client the application's Prisma client
 * @throws and deletes nothing, when the client is not in a worker schema, or when a transaction stays open: the
 * message names the database process that holds it, its application, its latest query, and since when
 */
export async function emptyTables(client: RawClient): Promise<void> {
  await client.$executeRawUnsafe(statement);
}
