import { createHash, randomBytes } from 'node:crypto';
import { type Client, escapeIdentifier } from 'pg';
import { messageOf, UserFacingError } from '../errors/user-facing-error';
import { openConnection } from '../connection/connection';
import type { ConnectionTarget } from '../connection/connection-url';
import { databaseIdentity } from '../connection/identity';

const PREFIX = 'prisma_migrate_shadow_db_wasm_';
/** First half of the advisory locks by which a running engine says that a shadow database is in use. */
const IN_USE = 727_073;

/** A connection to an empty database, and how to be rid of both. */
export interface ShadowDatabase {
  client: Client;
  target: ConnectionTarget;
  close(): Promise<void>;
}

/**
 * Makes a database beside the main one. It is dropped on `close`, or by the next call when its maker was killed.
 * @throws UserFacingError P3014 when the role may not create databases.
 */
export async function createShadowDatabase(main: ConnectionTarget): Promise<ShadowDatabase> {
  const keeper = await openConnection(main);
  const database = PREFIX + randomBytes(16).toString('hex');
  const target = { ...main, database, schema: main.schema };
  const drop = async () => {
    await keeper
      .query(`DROP DATABASE IF EXISTS ${escapeIdentifier(database)} WITH (FORCE)`)
      .catch(() => undefined);
    await keeper.end().catch(() => undefined);
  };
  try {
    await dropAbandoned(keeper);
    await keeper.query('SELECT pg_advisory_lock($1, $2)', [IN_USE, lockNumber(database)]);
    await keeper.query(`CREATE DATABASE ${escapeIdentifier(database)}`);
    const client = await openConnection(target);
    await refuseSameDatabase(keeper, client);
    return {
      client,
      target,
      close: async () => {
        await client.end().catch(() => undefined);
        await drop();
      },
    };
  } catch (error) {
    await drop();
    throw creationFailure(error);
  }
}

/**
 * Throws when both connections lead to one database.
 * @throws UserFacingError that says what to do.
 */
export async function refuseSameDatabase(main: Client, shadow: Client): Promise<void> {
  if ((await databaseIdentity(main)) !== (await databaseIdentity(shadow))) return;
  throw new UserFacingError(
    undefined,
    'The shadow database you configured appears to be the same as the main database. Migrations would be replayed on ' +
      'your data, so nothing was done. Please specify another shadow database.',
  );
}

/** Databases of engines that were killed: nobody holds the lock that says they are in use. */
async function dropAbandoned(keeper: Client): Promise<void> {
  const { rows } = await keeper.query<{ datname: string }>(
    `SELECT datname FROM pg_catalog.pg_database
     WHERE starts_with(datname, $1) AND pg_catalog.pg_has_role(datdba, 'MEMBER')`,
    [PREFIX],
  );
  if (rows.length === 0) return;
  const held = await keeper.query<{ objid: string }>(
    `SELECT objid FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND classid = $1`,
    [IN_USE],
  );
  const used = new Set(held.rows.map(({ objid }) => Number(objid)));
  for (const { datname } of rows) {
    if (used.has(lockNumber(datname))) continue;
    await keeper.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(datname)}`).catch(() => undefined);
  }
}

/** Second half of the lock: 31 bits of the name's hash. */
function lockNumber(database: string): number {
  return createHash('sha256').update(database).digest().readUInt32BE(0) >>> 1;
}

function creationFailure(error: unknown): UserFacingError {
  const code =
    error instanceof UserFacingError && error.code !== undefined ? `Error code: ${error.code}` : '';
  return new UserFacingError(
    'P3014',
    'Prisma Migrate could not create the shadow database. Please make sure the database user has permission to create ' +
      'databases. Read more about the shadow database (and workarounds) at https://pris.ly/d/migrate-shadow\n\n' +
      `Original error: ${code}\n${messageOf(error)}`,
  );
}
