import type { Client } from 'pg';
import type { ConnectionTarget } from '../connection/connection-url';
import { type DatabaseIdentity, databaseIdentity, isSameDatabase } from '../connection/identity';
import { UserFacingError } from '../errors/user-facing-error';

/** A connection to an empty database, and how to be rid of both. */
export interface ShadowDatabase {
  client: Client;
  target: ConnectionTarget;
  close(): Promise<void>;
}

/**
 * Throws when a connection leads to the database of that identity.
 * @throws UserFacingError that says what to do.
 */
export async function refuseSameDatabase(mainIdentity: DatabaseIdentity, shadow: Client): Promise<void> {
  if (!isSameDatabase(mainIdentity, await databaseIdentity(shadow))) return;
  throw new UserFacingError(
    undefined,
    'The shadow database you configured appears to be the same as the main database. Migrations would be replayed on ' +
      'your data, so nothing was done. Please specify another shadow database.',
  );
}
