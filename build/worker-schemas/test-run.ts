import path from 'node:path';
import { Composer, type DatabaseSettings } from '../composer';
import { formatDiagnostic, wantsColor } from '../diagnostics';
import { announceSlow } from '../ground/announce-slow';
import { loadEnvironment } from '../ground/environment';
import { databaseUrls, embeddedPostgres, type Lease } from '../postgres';
import { prepareWorkerSchemas } from './prepare';
import { type RunLock, takeRunLock } from './run-lock';
import { TestSetupError } from './test-setup-error';
import { publishAddresses, type WorkerAddresses } from './worker-address';

const say = (message: string) => process.stderr.write(`${message}\n`);

/** What a test run is about. */
export interface TestRunOptions {
  /** The project's folder, absolute. */
  root: string;
  /** How many workers there will be; asked after `.env` was read. */
  workers(): number;
}

/** What one test run holds. With `--watch` one process has many runs, each with its beginning and its end. */
export class TestRun {
  readonly #root: string;
  readonly #workers: () => number;
  readonly #locks: RunLock[] = [];
  /** The names of the databases by their servers and names. */
  readonly #places = new Map<string, string>();
  #lease: Lease | undefined;

  constructor({ root, workers }: TestRunOptions) {
    this.#root = root;
    this.#workers = workers;
  }

  /**
   * Composes the schemas, generates the clients, starts the databases, makes the worker schemas, and leaves the workers'
   * addresses in the environment. Throws a {@link TestSetupError}, and then holds nothing.
   */
  async begin(): Promise<void> {
    loadEnvironment(this.#root);
    const databases = await announceSlow('Composing the component schemas', () => this.#compose());
    try {
      const addresses: WorkerAddresses[] = [];
      // In the same order in each run, so that two runs never wait for each other.
      for (const database of databases) {
        const what = `Preparing the worker schemas of the database "${database.name}"`;
        addresses.push(await announceSlow(what, () => this.#prepare(database)));
      }
      publishAddresses(addresses, process.env);
    } catch (error) {
      await this.end();
      throw error;
    }
  }

  /** Lets the next run use the databases. */
  async end(): Promise<void> {
    for (const lock of this.#locks.splice(0)) await lock.release();
    await this.#lease?.release();
    this.#lease = undefined;
  }

  async #compose(): Promise<DatabaseSettings[]> {
    const root = this.#root;
    const composer = new Composer({ root });
    const { ok, diagnostics } = await composer.run();
    const color = wantsColor(process.stderr, process.env);
    const text = diagnostics.map((found) => formatDiagnostic(found, { root, color }));
    if (!ok) {
      const what = 'The component schemas have errors, so no tests were run.';
      throw new TestSetupError([what, ...text].join('\n'));
    }
    text.forEach(say);
    return (await composer.databases()).databases;
  }

  /** Makes a database's worker schemas, under a lock: a second test run would drop them. */
  async #prepare(database: DatabaseSettings): Promise<WorkerAddresses> {
    const root = this.#root;
    const urls = await databaseUrls({ root, environment: process.env, database, onProgress: say });
    this.#refuseSecondName(database, urls.migration);
    if (urls.origin === 'embedded') this.#lease ??= await embeddedPostgres(root).hold(say);
    this.#locks.push(
      await takeRunLock({
        url: urls.migration,
        root,
        onWait: (holder) => say(`Waiting for another test run on this database: ${holder} …`),
      }),
    );
    const made = await prepareWorkerSchemas({
      migrationUrl: urls.migration,
      runtimeUrl: urls.runtime,
      workers: this.#workers(),
      migrations: path.join(root, database.migrations),
    });
    if (!made.separateRoles) {
      say(
        "The migration role can't create roles, so raw SQL that names another schema is not refused in tests.",
      );
    }
    made.openings.forEach(say);
    return { variables: database.variables, urls: made.urls };
  }

  #refuseSecondName({ name, variables }: DatabaseSettings, migration: string): void {
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
