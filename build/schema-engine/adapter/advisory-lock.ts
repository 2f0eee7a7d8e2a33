import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { ConnectionTarget } from '../connection/connection-url';
import { UserFacingError } from '../errors/user-facing-error';

/** The statement with which the engine asks for its lock. */
export const LOCK_STATEMENT = 'SELECT pg_advisory_lock(72707369)';
const TRY_STATEMENT = 'SELECT pg_try_advisory_lock(72707369) AS taken';
const TIMEOUT = 10_000;
const PAUSE = 50;

/**
 * Takes the lock that keeps two migrations apart, by asking again and again: a session that waits inside the server
 * holds a snapshot, on which a `CREATE INDEX CONCURRENTLY` of the lock's holder would wait in turn.
 * @throws UserFacingError P1002 after ten seconds.
 */
export async function takeMigrationLock(client: Client, target: ConnectionTarget): Promise<void> {
  const deadline = Date.now() + TIMEOUT;
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>(TRY_STATEMENT);
    if (rows[0]?.taken === true) return;
    if (Date.now() > deadline) throw lockTimeout(target);
    await pause(PAUSE);
  }
}

function lockTimeout({ host, port }: ConnectionTarget): UserFacingError {
  return new UserFacingError(
    'P1002',
    `The database server at \`${host}:${port}\` was reached but timed out.\n\nPlease try again.\n\n` +
      `Please make sure your database server is running at \`${host}:${port}\`.\n\n` +
      `Context: Timed out trying to acquire a postgres advisory lock (${LOCK_STATEMENT}). ` +
      `Timeout: ${TIMEOUT}ms. Another migration is running on this database. ` +
      'See https://pris.ly/d/migrate-advisory-locking for details.\n',
  );
}
