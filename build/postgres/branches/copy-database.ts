import { setTimeout as pause } from 'node:timers/promises';
import { type Client, escapeIdentifier } from 'pg';
import { hasCode, PostgresFailure } from '../failure';
import type { ServerRecord } from '../roles/record';
import { migrationRole, superuserClient } from '../roles/roles';

const OBJECT_IN_USE = '55006';

/** Idle sessions that hold no lock: their pools replace them. */
const IDLE = `datname = $1 AND backend_type = 'client backend' AND state = 'idle'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_locks WHERE pg_locks.pid = pg_stat_activity.pid AND locktype = 'advisory')`;

/**
 * Creates a copy of a database, rights included. PostgreSQL copies only a database without connections: it blocks new
 * connections meanwhile, this function ends idle ones (their pools connect again), and others get five seconds to finish.
 * Throws {@link PostgresFailure}, which names the other sessions, and then creates nothing.
 */
export async function copyDatabase(record: ServerRecord, from: string, to: string): Promise<void> {
  const [maker, sweeper] = [superuserClient(record, 'postgres'), superuserClient(record, 'postgres')];
  await Promise.all([maker.connect(), sweeper.connect()]);
  let making = true;
  try {
    const made = maker
      .query(
        `CREATE DATABASE ${escapeIdentifier(to)} TEMPLATE ${escapeIdentifier(from)} OWNER ${escapeIdentifier(migrationRole)}`,
      )
      .finally(() => {
        making = false;
      });
    // Reported below.
    made.catch(() => undefined);
    while (making) {
      await sweeper.query(`SELECT pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE ${IDLE}`, [
        from,
      ]);
      await Promise.race([made.catch(() => undefined), pause(100)]);
    }
    await made;
  } catch (error) {
    if (!hasCode(error, OBJECT_IN_USE)) throw error;
    throw new PostgresFailure(
      `The database ${from} can't be copied while it is used: ${await usersOf(sweeper, from)}. Stop that and run this again, or use an empty database (--empty).`,
    );
  } finally {
    await Promise.all([maker.end(), sweeper.end()]);
  }
}

/** Names the sessions, without their queries: those may contain data. */
async function usersOf(client: Client, database: string): Promise<string> {
  const { rows } = await client.query<{ who: string }>(
    `SELECT DISTINCT concat_ws(' ', coalesce(nullif(application_name, ''), 'a session of ' || usename), '(' || coalesce(state, 'starting') || ')') AS who
     FROM pg_catalog.pg_stat_activity WHERE datname = $1 AND NOT (${IDLE}) ORDER BY 1 LIMIT 3`,
    [database],
  );
  return rows.length === 0 ? 'a client keeps connecting' : rows.map(({ who }) => who).join(', ');
}
