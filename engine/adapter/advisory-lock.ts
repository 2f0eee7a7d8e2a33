import type { Client } from 'pg';
import { takeLock } from '../connection/advisory-lock';
import type { ConnectionTarget } from '../connection/connection-url';
import { UserFacingError } from '../errors/user-facing-error';

const LOCK = 72_707_369;
/** The statement with which the engine asks for its lock. */
export const LOCK_STATEMENT = `SELECT pg_advisory_lock(${LOCK})`;
const TIMEOUT = 10_000;

/**
 * Takes the lock that keeps two migrations apart.
 * @throws UserFacingError P1002 after ten seconds.
 */
export async function takeMigrationLock(client: Client, target: ConnectionTarget): Promise<void> {
  if (!(await takeLock(client, LOCK, TIMEOUT))) throw lockTimeout(target);
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
