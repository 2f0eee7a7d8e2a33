import path from 'node:path';
import { Client, escapeIdentifier } from 'pg';
import { presentExtensions } from '../../worker-schemas/extensions';
import { tablesOutside } from '../../worker-schemas/guard';
import { type Migration, readMigrations } from '../../worker-schemas/migrations';
import { historyFunction } from '../../worker-schemas/names';
import { refuseObstacles, replay } from '../../worker-schemas/replay';
import { addressIn } from '../../worker-schemas/session-address';
import { turns } from '../../worker-schemas/turns';
import { type TestedDatabase, testedProject } from '../../worker-schemas/worker-address';
import { placeOf, type WorkerPlace } from '../../worker-schemas/worker-place';

export interface MigrationHistoryOptions {
  /** The first migration that is not applied yet: the name of its folder, with or without the digits before it. */
  before: string;
  /** @default default */
  database?: string;
}

/**
 * A schema of its own for a test of migrations: with rows as they were before one, to see what it does to them.
 *
 * ```ts
 * const history = await migrationHistory({ before: 'split_names' });
 * await history.query(`INSERT INTO "User" (name) VALUES ('Ada Lovelace')`);
 * await history.apply();
 * expect(await history.query('SELECT "firstName" FROM "User"')).toEqual([{ firstName: 'Ada' }]);
 * await history.end();
 * ```
 */
export interface MigrationHistory {
  /** The names of the applied migrations. */
  readonly applied: readonly string[];
  /** The address of the schema, for a client of the application. */
  readonly url: string;
  /** Runs SQL there, with the rights to change the structure. Returns the rows. */
  query<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
  /**
   * Applies the next migration.
   *
   * @param through applies all up to this one, instead
   * @throws what PostgreSQL refuses, with its place in the migration; that migration is undone, unless it has its own transactions
   */
  apply(through?: string): Promise<void>;
  /** Removes the schema and disconnects. */
  end(): Promise<void>;
}

/**
 * Applies all migrations before one, in a schema of this test; only one test of a worker has it at a time.
 *
 * @throws when there is no such migration; outside of a test with a database
 */
export async function migrationHistory(options: MigrationHistoryOptions): Promise<MigrationHistory> {
  const { before, database = 'default' } = options;
  const tested = testedProject().databases.find(({ name }) => name === database);
  if (tested === undefined) throw new Error(`There is no database called "${database}".`);
  const migrations = readMigrations(tested.migrations);
  const first = indexOf(migrations, before);
  const address = process.env[tested.runtime] ?? '';
  const place = placeOf(address);
  if (place === undefined) throw new Error(`${tested.runtime} is not a worker's address.`);
  const history = new History(migrations, tested, place, addressIn(address, place.history));
  await history.begin(first);
  return history;
}

class History implements MigrationHistory {
  readonly url: string;
  readonly #client: Client;
  readonly #migrations: readonly Migration[];
  readonly #home: string;
  readonly #place: WorkerPlace;
  #next = 0;

  constructor(migrations: readonly Migration[], { home }: TestedDatabase, place: WorkerPlace, url: string) {
    this.#migrations = migrations;
    this.#home = home;
    this.#place = place;
    this.url = url;
    this.#client = new Client({ connectionString: url });
  }

  get applied(): string[] {
    return this.#migrations.slice(0, this.#next).map(nameOf);
  }

  async begin(first: number): Promise<void> {
    await this.#client.connect();
    try {
      await this.#make(true);
      await refuseObstacles(this.#client, this.#migrations, this.#home);
      await this.#applyTo(first);
    } catch (error) {
      await this.end();
      throw error;
    }
  }

  async query<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]> {
    const { rows } = await this.#client.query<Row>(sql, values);
    return rows;
  }

  async apply(through?: string): Promise<void> {
    const end = through === undefined ? this.#next + 1 : indexOf(this.#migrations, through) + 1;
    if (end > this.#migrations.length) throw new Error('All migrations are applied.');
    if (end <= this.#next) throw new Error(`${through} is applied already.`);
    await this.#applyTo(end);
  }

  async end(): Promise<void> {
    try {
      await this.#client.query('ROLLBACK');
      await this.#make(false);
    } finally {
      await this.#client.end();
    }
  }

  async #make(make: boolean): Promise<void> {
    const reset = escapeIdentifier(this.#place.reset);
    await this.#client.query(`SELECT ${reset}.${historyFunction}(${make})`);
  }

  async #applyTo(end: number): Promise<void> {
    const schema = this.#place.history;
    const extensions = await presentExtensions(this.#client, this.#home);
    const outside = await tablesOutside(this.#client);
    const target = { home: this.#home, schema, outside, extensions, inTurn: turns() };
    for (; this.#next < end; this.#next++) {
      const migration = this.#migrations[this.#next];
      if (migration !== undefined)
        await replay(this.#client, [migration], target, `SET search_path = ${escapeIdentifier(schema)}`);
    }
  }
}

const nameOf = ({ file }: Migration) => path.basename(path.dirname(file));

function indexOf(migrations: readonly Migration[], name: string): number {
  const names = migrations.map(nameOf);
  const exact = names.indexOf(name);
  if (exact >= 0) return exact;
  const found = names.filter((one) => one.replace(/^\d+_/, '') === name);
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return names.indexOf(only);
  const which =
    only === undefined ? `There is no migration "${name}"` : `Several migrations are called "${name}"`;
  throw new Error(`${which}. Pass one of: ${(only === undefined ? names : found).join(', ')}.`);
}
