import fs from 'node:fs';
import path from 'node:path';
import type { Side, StructureComparison } from '@prismosaic/schema-engine/compare';
import { Composer, type DatabaseSettings } from '../composer';
import { externals } from '../ownership';
import type { DatabaseUrls } from '../postgres';
import { type Advice, type AdvicePlace, adviceFor, prismaOf } from './advice';
import { branchWith, commitWith } from './git';
import { recordedHistory, type WrittenMigration, writtenMigrations } from './history';
import { historyState, type MigrationFacts, type MigrationState, structureState } from './state';

/** A database of the project, and how to connect to it. */
export type InspectedDatabase = Pick<DatabaseSettings, 'name' | 'schemaFolder' | 'migrations'> & {
  urls: Pick<DatabaseUrls, 'migration' | 'shadow' | 'origin'>;
};

/** The state of a database, and the advice for it. */
export interface Inspected {
  state: MigrationState;
  advice: Advice;
  facts: MigrationFacts;
}

/** Inspects the state of a project's databases. Caches what it had to ask a shadow database for. */
export class MigrationInspection {
  readonly #root: string;
  readonly #comparisons = new Map<string, StructureComparison>();

  /** @param root the project's root, absolute */
  constructor(root: string) {
    this.#root = root;
  }

  /** Returns the state, compared with the published schema. Throws when the database can't be queried. */
  async inspect(database: InspectedDatabase): Promise<Inspected> {
    const { state, facts } = await this.inspectHistory(database);
    if (state.kind !== 'even') return this.#advised(state, facts, database);
    const known = await this.#structureState(database, facts.written);
    return this.#advised(known, facts, database);
  }

  /**
   * Returns the advice for a history that blocks migrations; undefined when nothing blocks them.
   * Throws when the database can't be queried.
   */
  async obstacle(database: InspectedDatabase): Promise<Advice | undefined> {
    const { state, facts } = await this.inspectHistory(database);
    if (state.kind === 'even' || state.kind === 'pending') return undefined;
    return (await this.#advised(state, facts, database)).advice;
  }

  /** Returns what the histories alone show, with one query. Throws when the database can't be queried. */
  async inspectHistory({ migrations, urls }: InspectedDatabase) {
    const written = writtenMigrations(path.join(this.#root, migrations));
    const facts: MigrationFacts = { written, ...(await recordedHistory(urls.migration)) };
    return { state: historyState(facts), facts };
  }

  /** Describes what would bring the database in sync with the schema; empty when it is in sync. */
  async differences(database: InspectedDatabase): Promise<string> {
    return (await this.#sides(database)).difference({ kind: 'database' }, this.#schema(database));
  }

  async #structureState(database: InspectedDatabase, written: readonly WrittenMigration[]) {
    const { difference } = await this.#sides(database);
    const schema = this.#schema(database);
    const migrations: Side = {
      kind: 'migrations',
      folder: path.join(this.#root, database.migrations),
      names: written.map(({ name }) => name),
    };
    const same = async (from: Side, to: Side) => (await difference(from, to)) === '';
    // Without a shadow database, the result of the migrations is unknown.
    const ifKnown = (answer: Promise<boolean>) => answer.catch(() => undefined);
    const databaseIsSchema = await same({ kind: 'database' }, schema);
    const hasMigrations = written.length > 0;
    const migrationsMakeSchema = hasMigrations ? await ifKnown(same(migrations, schema)) : undefined;
    const databaseIsMigrated =
      migrationsMakeSchema === false ? await ifKnown(same({ kind: 'database' }, migrations)) : undefined;
    return structureState({ databaseIsSchema, migrationsMakeSchema, databaseIsMigrated }, hasMigrations);
  }

  async #sides(database: InspectedDatabase) {
    const { name, migrations, urls } = database;
    const { StructureComparison } = await import('@prismosaic/schema-engine/compare');
    const datasource = { url: urls.migration, shadowDatabaseUrl: urls.shadow };
    const key = JSON.stringify([name, datasource]);
    const comparison = this.#comparisons.get(key) ?? new StructureComparison(datasource);
    this.#comparisons.set(key, comparison);
    const schema = new URL(urls.migration).searchParams.get('schema') || 'public';
    const asked = await new Composer({ root: this.#root }).asked(name);
    const external = externals({ root: this.#root, database: { name, migrations } }, asked, schema);
    return { difference: (from: Side, to: Side) => comparison.difference(from, to, { external }) };
  }

  #schema({ schemaFolder }: InspectedDatabase): Side {
    const folder = path.join(this.#root, schemaFolder);
    const names = fs.readdirSync(folder).filter((name) => name.endsWith('.prisma'));
    return {
      kind: 'schema',
      files: names.sort().map((name) => {
        const file = path.join(folder, name);
        return [file, fs.readFileSync(file, 'utf8')];
      }),
    };
  }

  async #advised(
    state: MigrationState,
    facts: MigrationFacts,
    { name, migrations, schemaFolder, urls }: InspectedDatabase,
  ): Promise<Inspected> {
    const place: AdvicePlace = {
      prisma: prismaOf(name),
      migrations,
      schemaFolder,
      embedded: urls.origin === 'embedded',
      nextName: nextName(facts.written),
    };
    const script = (migration: string) => `${migrations}/${migration}/migration.sql`;
    if (state.kind === 'ahead' || state.kind === 'diverged')
      place.branch = await branchWith(
        this.#root,
        facts.recorded.map((recorded) => script(recorded.name)),
      );
    if (state.kind === 'edited')
      place.commit = await commitWith(this.#root, script(state.migration), state.checksum);
    return { state, advice: adviceFor(state, place), facts };
  }
}

/** Returns a name that sorts after all others, the same one each time. */
function nextName(written: readonly WrittenMigration[]): string {
  const last = written.at(-1)?.name.match(/^\d{14}/)?.[0] ?? '20000101000000';
  return `${String(BigInt(last) + 1n).padStart(14, '0')}_as_pushed`;
}
