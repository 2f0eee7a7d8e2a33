import { setTimeout as pause } from 'node:timers/promises';
import { type Client, escapeIdentifier } from 'pg';
import { hasCode, PostgresFailure } from '../failure';
import type { ServerRecord } from '../roles/record';
import { migrationRole, superuserClient } from '../roles/roles';

const OBJECT_IN_USE = '55006';

/** Sessions that do nothing and hold nothing: their pools replace them. */
const IDLE = `datname = $1 AND backend_type = 'client backend' AND state = 'idle'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_locks WHERE pg_locks.pid = pg_stat_activity.pid AND locktype = 'advisory')`;

/**
 * Makes a database as another one is at this moment, rights included. PostgreSQL copies only what nobody is connected
 * to: it holds back new connections meanwhile, idle ones are ended (their pools connect again), and others get five
 * seconds to finish. Throws {@link PostgresFailure}, which says who is at it, and then nothing was made.
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
    // Told below.
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
      `The database ${from} can't be copied while it is used: ${await usersOf(sweeper, from)}. End that and run this again, or take an empty database (--empty).`,
    );
  } finally {
    await Promise.all([maker.end(), sweeper.end()]);
  }
}

/** In a few words, and without what they are doing: that may hold data. */
async function usersOf(client: Client, database: string): Promise<string> {
  const { rows } = await client.query<{ who: string }>(
    `SELECT DISTINCT concat_ws(' ', coalesce(nullif(application_name, ''), 'a session of ' || usename), '(' || coalesce(state, 'starting') || ')') AS who
     FROM pg_catalog.pg_stat_activity WHERE datname = $1 AND NOT (${IDLE}) ORDER BY 1 LIMIT 3`,
    [database],
  );
  return rows.length === 0 ? 'somebody connects again and again' : rows.map(({ who }) => who).join(', ');
}
