import path from 'node:path';
import type { DatabaseSettings } from '../../composer';
import { announceSlow } from '../../ground/announce-slow';
import { databaseUrls, embeddedPostgres, type Lease } from '../../postgres';
import { prepareWorkerDatabases } from '../databases/prepare-databases';
import { keepsRows, lookAtRows } from '../kept-rows';
import { prepareWorkerSchemas } from '../prepare';
import { type SchemaSet, takeSchemaSet } from '../schema-set';
import type { Strategy } from '../strategy';
import { TestSetupError } from '../test-setup-error';
import type { WorkerAddresses } from '../worker-address';

const say = (message: string) => process.stderr.write(`${message}\n`);

/** The part of a database's settings that a run needs. */
export type TestedDatabase = Pick<DatabaseSettings, 'name' | 'migrations' | 'variables'>;

export interface RunDatabasesOptions {
  /** Absolute path of the project. */
  root: string;
  databases: readonly TestedDatabase[];
  workers: number;
  strategy: Strategy;
}

/** What one test run holds in its databases. */
export class RunDatabases {
  readonly #options: RunDatabasesOptions;
  readonly #sets: SchemaSet[] = [];
  /** The names of the databases by their servers and names. */
  readonly #places = new Map<string, string>();
  #opened: Promise<readonly WorkerAddresses[]> | undefined;
  #lease: Lease | undefined;

  constructor(options: RunDatabasesOptions) {
    this.#options = options;
  }

  /**
   * Starts the databases and makes the worker schemas; once, however often it is called. Throws a {@link TestSetupError},
   * and then holds nothing.
   */
  open(): Promise<readonly WorkerAddresses[]> {
    this.#opened ??= this.#open();
    return this.#opened;
  }

  /** Lets other runs use the schemas. The embedded server may stop when the returned lease is released. */
  async release(): Promise<Lease | undefined> {
    await this.#opened?.catch(() => undefined);
    const [own] = this.#sets;
    if (own !== undefined && keepsRows(process.env)) say(lookAtRows(own.first, this.#options.strategy));
    for (const set of this.#sets.splice(0)) await set.release();
    const lease = this.#lease;
    this.#lease = undefined;
    return lease;
  }

  async #open(): Promise<readonly WorkerAddresses[]> {
    const addresses: WorkerAddresses[] = [];
    try {
      for (const database of this.#options.databases) {
        const what = `Preparing the worker schemas of the database "${database.name}"`;
        addresses.push(await announceSlow(what, () => this.#prepare(database)));
      }
      return addresses;
    } catch (error) {
      for (const set of this.#sets.splice(0)) await set.release();
      throw error;
    }
  }

  async #prepare(database: TestedDatabase): Promise<WorkerAddresses> {
    const { root, workers, strategy } = this.#options;
    const urls = await databaseUrls({ root, environment: process.env, database, onProgress: say });
    this.#refuseSecondName(database, urls.migration);
    if (urls.origin === 'embedded') this.#lease ??= await embeddedPostgres(root).hold(say);
    const set = await takeSchemaSet({ url: urls.migration, root });
    this.#sets.push(set);
    const prepare = strategy === 'database' ? prepareWorkerDatabases : prepareWorkerSchemas;
    const made = await prepare({
      migrationUrl: urls.migration,
      runtimeUrl: urls.runtime,
      first: set.first,
      workers,
      migrations: path.join(root, database.migrations),
      root,
      onProgress: say,
    });
    if (!made.separateRoles) {
      say(
        "The migration role can't create roles, so raw SQL that names another schema is not refused in tests.",
      );
    }
    made.openings.forEach(say);
    return { variables: database.variables, urls: made.urls };
  }

  #refuseSecondName({ name, variables }: TestedDatabase, migration: string): void {
    const { host, pathname } = new URL(migration);
    const other = this.#places.get(host + pathname);
    if (other !== undefined) {
      throw new TestSetupError(
        `The databases "${other}" and "${name}" are the same database, see ${variables.runtime}: their worker schemas would be the same.`,
      );
    }
    this.#places.set(host + pathname, name);
  }
}
