import type { Client } from 'pg';
import type { ConnectionTarget } from '../connection/connection-url';
import { type DatabaseIdentity, databaseIdentity, isSameDatabase } from '../connection/identity';
import { UserFacingError } from '../errors/user-facing-error';

/** A connection to an empty database, and how to release both. */
export interface ShadowDatabase {
  client: Client;
  target: ConnectionTarget;
  close(): Promise<void>;
}

/** Where shadow databases come from: created next to the main one, or the one that the user configured. */
export interface ShadowSource {
  /** Starts to get the one that will soon be requested. */
  prepare(): void;
  /** @throws UserFacingError that says why there is none. */
  take(): Promise<ShadowDatabase>;
  /** Ends everything that is not in use, when nothing runs. */
  close(): Promise<void>;
  /** The same while the server may be busy with one of our statements. */
  abort(): Promise<void>;
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
