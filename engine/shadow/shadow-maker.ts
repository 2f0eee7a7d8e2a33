import { type Client, escapeIdentifier } from 'pg';
import { openConnection } from '../connection/connection';
import type { ConnectionTarget } from '../connection/connection-url';
import { type DatabaseIdentity, databaseIdentity } from '../connection/identity';
import { terminateConnection } from '../connection/terminate';
import { messageOf, UserFacingError } from '../errors/user-facing-error';
import { refuseSameDatabase, type ShadowDatabase, type ShadowSource } from './shadow-database';
import { claimName, dropAbandoned, dropDatabase } from './shadow-names';

interface Keeper {
  client: Client;
  mainIdentity: DatabaseIdentity;
  /** A name that is claimed already. */
  spare: string | undefined;
}

/**
 * Creates databases next to the main one, and drops them, all on one connection to the main database. While it is
 * open, its locks show other engines that the databases are in use.
 */
export class ShadowMaker implements ShadowSource {
  private keeper: Promise<Keeper> | undefined;
  private readonly names = new Set<string>();
  private prepared: Promise<ShadowDatabase> | undefined;
  private work: Promise<unknown> = Promise.resolve();

  constructor(private readonly main: ConnectionTarget) {}

  /** Connects at once. A failure is thrown when a database is requested. */
  connect(): void {
    this.keeper ??= this.hire();
    this.keeper.catch(() => undefined);
  }

  /** Waits until it has connected, or can't. */
  async settled(): Promise<void> {
    await this.keeper?.catch(() => undefined);
  }

  prepare(): void {
    if (this.prepared !== undefined) return;
    this.prepared = this.make();
    // Thrown when a database is requested.
    this.prepared.catch(() => undefined);
  }

  /** @throws UserFacingError P3014 when the role may not create databases. */
  take(): Promise<ShadowDatabase> {
    const made = this.prepared ?? this.make();
    this.prepared = undefined;
    return made;
  }

  /** Drops all that was made, and ends. */
  async close(): Promise<void> {
    const unused = await this.prepared?.catch(() => undefined);
    await unused?.close();
    await this.work.catch(() => undefined);
    const keeper = await this.keeper?.catch(() => undefined);
    await keeper?.client.end().catch(() => undefined);
  }

  async abort(): Promise<void> {
    const keeper = await this.keeper?.catch(() => undefined);
    if (keeper === undefined) return;
    await terminateConnection(keeper.client, this.main);
    const client = await openConnection(this.main);
    for (const name of this.names) await dropDatabase(client, name);
    await client.end();
  }

  private make(): Promise<ShadowDatabase> {
    return this.next(() => this.create()).catch((error) => {
      throw creationFailure(error);
    });
  }

  /** One after the other: they share a connection. */
  private next<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = this.work.then(task, task);
    this.work = result.catch(() => undefined);
    return result;
  }

  private async create(): Promise<ShadowDatabase> {
    this.keeper ??= this.hire();
    const hired = await this.keeper;
    const { client: keeper, mainIdentity } = hired;
    const database = hired.spare ?? (await claimName(keeper));
    hired.spare = undefined;
    this.names.add(database);
    const close = (client?: Client) => async () => {
      await client?.end().catch(() => undefined);
      // Only the end of the engine waits for this.
      void this.next(() => dropDatabase(keeper, database));
    };
    try {
      await keeper.query(`CREATE DATABASE ${escapeIdentifier(database)}`);
      const target = { ...this.main, database, throwaway: true };
      const client = await openConnection(target);
      await refuseSameDatabase(mainIdentity, client);
      return { client, target, close: close(client) };
    } catch (error) {
      await close()();
      throw error;
    }
  }

  private async hire(): Promise<Keeper> {
    const client = await openConnection(this.main);
    await dropAbandoned(client);
    return { client, mainIdentity: await databaseIdentity(client), spare: await claimName(client) };
  }
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
