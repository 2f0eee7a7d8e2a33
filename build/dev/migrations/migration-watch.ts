import path from 'node:path';
import { begunMigrations, writtenMigrations } from '../../server/database/migration-history';
import type { OpenedDatabase } from '../../server/database/open-database';
import { migrateDeploy } from '../../server/database/prisma-command';
import { type Journal, since } from '../journal';
import type { Notice, Notices } from '../notices';
import { prismaOf } from './commands';

export interface MigrationWatchOptions {
  root: string;
  environment: NodeJS.ProcessEnv;
  signal: AbortSignal;
  surroundings: { readonly databases: readonly OpenedDatabase[] };
  journal: Journal;
  notices: Notices;
}

/** How often the database is asked again while a migration waits to be applied. */
const AGAIN_MS = 1_000;

/**
 * Applies the migrations that are there when a database is first served, and tells of those that come later. Whoever
 * writes one applies it: it may be meant to be edited first.
 */
export class MigrationWatch {
  readonly #options: MigrationWatchOptions;
  /** What the databases have, by their names. */
  readonly #finished = new Map<string, ReadonlySet<string>>();
  #waiting: Notice[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(options: MigrationWatchOptions) {
    this.#options = options;
  }

  /** Applies the migrations that a database lacks, once each. Never rejects; a failure is told and tried again. */
  async deploy(): Promise<void> {
    const databases = this.#options.surroundings.databases.filter(({ name }) => !this.#finished.has(name));
    if (databases.length === 0) return;
    const began = performance.now();
    try {
      const { summary } = await migrateDeploy({ ...this.#options, databases });
      for (const database of databases) this.#finished.set(database.name, await finishedIn(database));
      this.#options.journal.tell(`Migrations: ${summary} (${since(began)})`);
    } catch (error) {
      this.#fail(error);
    }
  }

  /**
   * Looks for migrations that came, and again as long as some wait. Calls back when somebody has applied one. Never
   * rejects.
   */
  async look(onApplied: () => void): Promise<void> {
    clearTimeout(this.#timer);
    try {
      const applied: string[] = [];
      const waiting: Notice[] = [];
      for (const database of this.#options.surroundings.databases) {
        const before = this.#finished.get(database.name);
        // What was never applied here, because it fails, is tried again at each build.
        if (before === undefined) continue;
        const now = await finishedIn(database);
        this.#finished.set(database.name, now);
        applied.push(...[...now].filter((name) => !before.has(name)));
        const written = writtenMigrations(path.join(this.#options.root, database.migrations));
        waiting.push(...written.filter((name) => !now.has(name)).map((name) => notice(name, database.name)));
      }
      if (this.#options.signal.aborted) return;
      if (waiting.length > 0) this.#timer = setTimeout(() => void this.look(onApplied), AGAIN_MS);
      this.#tell(waiting);
      if (applied.length === 0) return;
      this.#options.journal.tell(`Applied meanwhile: ${applied.join(', ')}`);
      onApplied();
    } catch (error) {
      this.#fail(error);
    }
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  /** `migrate dev` applies at once what it writes: only what waits for a second look is told. */
  #tell(waiting: Notice[]): void {
    const { journal, notices } = this.#options;
    const before = new Set(this.#waiting.map(({ what }) => what));
    const lines = notices.set(
      'migrations',
      waiting.filter(({ what }) => before.has(what)),
    );
    for (const line of lines) journal.tell(line);
    this.#waiting = waiting;
  }

  #fail(error: unknown): void {
    if (this.#options.signal.aborted) return;
    const reason = error instanceof Error ? error.message : String(error);
    this.#options.journal.fail('The migrations need you.', reason);
  }
}

async function finishedIn({ urls }: OpenedDatabase): Promise<ReadonlySet<string>> {
  const begun = await begunMigrations(urls.migration);
  return new Set(begun.filter(({ finished }) => finished).map(({ name }) => name));
}

function notice(migration: string, database: string): Notice {
  return {
    what: `The migration ${migration} is not applied yet`,
    command: `${prismaOf(database)} migrate dev`,
  };
}
