import type { Client } from 'pg';
import { takeLock } from '../connection/advisory-lock';
import { openConnection } from '../connection/connection';
import type { ConnectionTarget } from '../connection/connection-url';
import { databaseIdentity } from '../connection/identity';
import { terminateConnection } from '../connection/terminate';
import { UserFacingError } from '../errors/user-facing-error';
import { emptyDatabase } from './empty-database';
import { refuseSameDatabase, type ShadowDatabase, type ShadowSource } from './shadow-database';

/** The advisory lock in a configured shadow database that marks it as in use. */
const IN_USE = 72_707_370;
/** A long history takes long to replay. */
const PATIENCE = 60_000;

/**
 * The shadow database that the user configured, emptied for each use. One run uses it at a time: others wait.
 */
export class ConfiguredShadow implements ShadowSource {
  private prepared: Promise<ShadowDatabase> | undefined;
  private opening: Client | undefined;

  /** @param main the main database, which the shadow must not be. `undefined` when the command names none. */
  constructor(
    private readonly main: ConnectionTarget | undefined,
    private readonly shadow: ConnectionTarget,
  ) {}

  prepare(): void {
    this.prepared ??= this.open();
    // Thrown when the database is requested.
    this.prepared.catch(() => undefined);
  }

  /**
   * @throws UserFacingError when it is the main database by another name, looks like a database with real data, stays
   *   in use, or can't be emptied.
   */
  take(): Promise<ShadowDatabase> {
    const opened = this.prepared ?? this.open();
    this.prepared = undefined;
    return opened;
  }

  async close(): Promise<void> {
    const unused = await this.prepared?.catch(() => undefined);
    await unused?.close();
  }

  async abort(): Promise<void> {
    if (this.opening !== undefined) await terminateConnection(this.opening, this.shadow);
    await this.close();
  }

  private async open(): Promise<ShadowDatabase> {
    const client = await openConnection(this.shadow);
    this.opening = client;
    try {
      if (this.main !== undefined) await refuseMain(this.main, client);
      await refuseMigrated(client, this.shadow);
      await takeForUse(client, this.shadow);
      await emptyDatabase(client, this.shadow);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    } finally {
      this.opening = undefined;
    }
    return { client, target: this.shadow, close: () => client.end().catch(() => undefined) };
  }
}

/** Locks it until the connection ends. */
async function takeForUse(client: Client, { database }: ConnectionTarget): Promise<void> {
  if (await takeLock(client, IN_USE, PATIENCE)) return;
  throw new UserFacingError(
    undefined,
    `The shadow database \`${database}\` has been in use by another run of Prisma for ${PATIENCE / 1000} seconds, and only one ` +
      'can use it at a time. Nothing was done. Please wait for the other run to end, or configure a separate database.',
  );
}

async function refuseMain(main: ConnectionTarget, shadow: Client): Promise<void> {
  const client = await openConnection(main);
  try {
    await refuseSameDatabase(await databaseIdentity(client), shadow);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A shadow database never has a migration history: one that has is used for something else. */
async function refuseMigrated(client: Client, { database }: ConnectionTarget): Promise<void> {
  const { rows } = await client.query<{ place: string }>(
    `SELECT n.nspname AS place FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relname = '_prisma_migrations' AND c.relkind IN ('r', 'p')`,
  );
  if (rows.length === 0) return;
  throw new UserFacingError(
    undefined,
    `The shadow database \`${database}\` has a migration history (\`${rows[0]?.place}._prisma_migrations\`), so it is ` +
      'used for something else, and a shadow database is emptied at each use. Nothing was done. Please configure a ' +
      'database that is used for nothing else, or drop that table if this one may be emptied.',
  );
}
