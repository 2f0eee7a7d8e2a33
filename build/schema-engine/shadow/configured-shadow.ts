import { type Client, escapeIdentifier } from 'pg';
import { openConnection } from '../connection/connection';
import type { ConnectionTarget } from '../connection/connection-url';
import { databaseIdentity } from '../connection/identity';
import { messageOf, UserFacingError } from '../errors/user-facing-error';
import { refuseSameDatabase, type ShadowDatabase } from './shadow-database';

/**
 * Connects to the shadow database that the user configured, and empties it.
 * @param main the main database, which the shadow must not be. `undefined` when the command names none.
 * @throws UserFacingError when it is the main database by another name, holds what looks like somebody's data, or
 * can't be emptied.
 */
export async function openConfiguredShadow(
  main: ConnectionTarget | undefined,
  shadow: ConnectionTarget,
): Promise<ShadowDatabase> {
  const client = await openConnection(shadow);
  try {
    if (main !== undefined) await refuseMain(main, client);
    await refuseMigrated(client, shadow);
    await empty(client, shadow);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return { client, target: shadow, close: () => client.end().catch(() => undefined) };
}

async function refuseMain(main: ConnectionTarget, shadow: Client): Promise<void> {
  const client = await openConnection(main);
  try {
    await refuseSameDatabase(await databaseIdentity(client), shadow);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A shadow database never has a history of its own: one that has is somebody's database. */
async function refuseMigrated(client: Client, { database }: ConnectionTarget): Promise<void> {
  const { rows } = await client.query<{ place: string }>(
    `SELECT n.nspname AS place FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relname = '_prisma_migrations' AND c.relkind IN ('r', 'p')`,
  );
  if (rows.length === 0) return;
  throw new UserFacingError(
    undefined,
    `The shadow database \`${database}\` has a migration history (\`${rows[0]?.place}._prisma_migrations\`), so it is ` +
      "somebody's database, and a shadow database is emptied at each use. Nothing was done. Please configure a " +
      'database that is used for nothing else, or drop that table if this one may be emptied.',
  );
}

async function empty(client: Client, { database, schema }: ConnectionTarget): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT nspname AS name FROM pg_catalog.pg_namespace
     WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'`,
  );
  const names = new Set(rows.map(({ name }) => name));
  const drops = [...names].map((name) => `DROP SCHEMA ${escapeIdentifier(name)} CASCADE;`);
  const creates = [...new Set(['public', schema])].map((name) => `CREATE SCHEMA ${escapeIdentifier(name)};`);
  try {
    await client.query([...drops, ...creates].join('\n'));
  } catch (error) {
    throw new UserFacingError(
      'P3016',
      'The fallback method for database resets failed, meaning Migrate could not clean up the shadow database ' +
        `\`${database}\` entirely. Its role must own the database and each schema in it. Original error: \n${messageOf(error)}`,
    );
  }
}
