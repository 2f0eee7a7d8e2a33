import path from 'node:path';
import { type Assembled, assemble } from './assemble';
import { fingerprintOf } from './sources/fingerprint';
import { finishKilledRuns } from './outputs/publish';
import { foreignSchemas, freshFacts } from './outputs/freshness';
import { type Inspection, inspect } from './sources/inspect';
import {
  type ComposerOptions,
  type DatabaseSettings,
  databaseSettings,
  resolveOptions,
  type Settings,
} from './options';
import { type CheckResult, type Outcome, outputsOf, watchOf } from './outputs/outcome';
import type { Facts } from './publish/manifest';
import { publishFailure } from './publish/prepared';
import { publish } from './outputs/publish';
import { type Gathered, gather } from './sources/gather';
import { staleOutputs } from './outputs/stale';

export interface RunOptions {
  /** Whether to generate and publish the client too. @default true */
  generate?: boolean;
  /** Which database. @default 'default' */
  database?: string;
}

/**
 * Composes the component schemas of a project, publishes them and generates the client: the one pipeline behind the
 * bundler, the command line, `prisma.config.ts` and the tests.
 *
 * Failures of schemas and of the disk are diagnostics of the outcome, and leave all that was published as it was.
 * What throws is a mistake: in the options, or in this program.
 */
export class Composer {
  readonly #settings: Settings;

  /** Throws when the root is not absolute. */
  constructor(options: ComposerOptions) {
    this.#settings = resolveOptions(options);
  }

  /**
   * Brings everything up to date. Nothing changed means that nothing is done, without any lock. Several processes
   * may run at once: one works, the others wait for it and then find nothing to do.
   */
  async run({ generate = true, database: name }: RunOptions = {}): Promise<Outcome> {
    const database = databaseSettings(this.#settings, name);
    const gathered = gather(this.#settings.root, database);
    const fresh = this.#fresh(gathered, database, generate);
    if (fresh !== undefined) return this.#unchanged(gathered, database, fresh);
    const { withLock } = await import('./publish/lock');
    const { state, onProgress } = this.#settings;
    const lock = path.join(state, 'locks', 'compose.lock');
    try {
      return await withLock(lock, onProgress, () => this.#runLocked(database, generate));
    } catch (error) {
      const diagnostics = [publishFailure(error, '.prismosaic')];
      return { ...this.#frame(gathered, database), ok: false, diagnostics };
    }
  }

  /** Composes without writing anything, and tells what a run would change. */
  async check({ generate = true, database: name }: RunOptions = {}): Promise<CheckResult> {
    const database = databaseSettings(this.#settings, name);
    const gathered = gather(this.#settings.root, database);
    const fresh = this.#fresh(gathered, database, generate);
    if (fresh !== undefined) return { ok: true, diagnostics: fresh.warnings, stale: [] };
    const { ok, composition, diagnostics } = await assemble(gathered, database);
    if (!ok) return { ok, diagnostics, stale: [] };
    const fingerprint = fingerprintOf(gathered.sources, database);
    const stale = staleOutputs(this.#settings, database, { gathered, composition, fingerprint, generate });
    return { ok: stale.length === 0, diagnostics, stale };
  }

  /** What there is and what was not taken, with the reasons. Writes nothing. */
  async inspect({ database: name }: { database?: string } = {}): Promise<Inspection> {
    const database = databaseSettings(this.#settings, name);
    const gathered = gather(this.#settings.root, database);
    return inspect(this.#settings.root, database, gathered, await assemble(gathered, database));
  }

  async #runLocked(database: DatabaseSettings, generate: boolean): Promise<Outcome> {
    finishKilledRuns(this.#settings, database);
    // Again: another process may have done it all while this one waited.
    const gathered = gather(this.#settings.root, database);
    const fresh = this.#fresh(gathered, database, generate);
    if (fresh !== undefined) return this.#unchanged(gathered, database, fresh);
    const frame = this.#frame(gathered, database);
    const assembled: Assembled = await assemble(gathered, database);
    const { ok, composition, diagnostics, facts } = assembled;
    const counts = { components: facts.components, models: facts.models };
    if (!ok) return { ...frame, ...counts, ok, diagnostics };
    const fingerprint = fingerprintOf(gathered.sources, database);
    const work = { gathered, composition, fingerprint, facts, generate };
    const { diagnostics: publishing, foreign, ...published } = await publish(this.#settings, database, work);
    return {
      ...frame,
      ...counts,
      ...published,
      ok: publishing.length === 0,
      diagnostics: [...publishing, ...diagnostics, ...foreignSchemas(database, foreign)],
    };
  }

  #fresh(gathered: Gathered, database: DatabaseSettings, generate: boolean): Facts | undefined {
    if (gathered.diagnostics.length > 0) return undefined;
    const fingerprint = fingerprintOf(gathered.sources, database);
    return freshFacts(this.#settings, database, gathered, fingerprint, generate);
  }

  #unchanged(gathered: Gathered, database: DatabaseSettings, facts: Facts): Outcome {
    const { components, models, warnings } = facts;
    return { ...this.#frame(gathered, database), ok: true, diagnostics: warnings, components, models };
  }

  #frame(gathered: Gathered, database: DatabaseSettings): Omit<Outcome, 'ok' | 'diagnostics'> {
    return {
      written: [],
      removed: [],
      watch: watchOf(this.#settings.root, database, gathered),
      outputs: outputsOf(this.#settings, database),
      components: gathered.sources.length,
      models: 0,
    };
  }
}
