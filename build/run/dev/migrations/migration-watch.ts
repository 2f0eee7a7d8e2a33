import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { type Advice, formatAdvice, type Inspected, MigrationInspection } from '../../../migrations';
import { migrateDeploy } from '../../../prisma-cli/prisma-command';
import type { OpenedDatabase } from '../../database/open-database';
import { type Journal, since } from '../journal';
import type { Notice, Notices } from '../notices';

export interface MigrationWatchOptions {
  root: string;
  environment: NodeJS.ProcessEnv;
  signal: AbortSignal;
  devEnvironment: { readonly databases: readonly OpenedDatabase[] };
  journal: Journal;
  notices: Notices;
}

/** How often to check a database that needs attention. */
const AGAIN_MS = 1_000;

/**
 * Applies the existing migrations when a database is first served, and then reports the state of the databases. It
 * doesn't apply migrations that are written later: their author may want to edit them first.
 */
export class MigrationWatch {
  readonly #options: MigrationWatchOptions;
  readonly #inspection: MigrationInspection;
  /** The applied migrations by the database's address. An address that is missing was never deployed to. */
  readonly #finished = new Map<string, ReadonlySet<string>>();
  /** The files and facts that the last report is based on. */
  #compared: string | undefined;
  /** States that a running `migrate dev` passes through. They are shown only when they last. */
  #passing = new Set<string>();
  #attention = false;
  /** Counts the events that make earlier results outdated. */
  #turn = 0;
  #looking: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #onApplied = () => {};

  constructor(options: MigrationWatchOptions) {
    this.#options = options;
    this.#inspection = new MigrationInspection(options.root);
  }

  /** Calls back whenever another process has applied a migration. */
  onApplied(callback: () => void): void {
    this.#onApplied = callback;
  }

  /** Applies the missing migrations, once for each database. Never rejects; it reports a failure and tries again. */
  async deploy(): Promise<void> {
    for (const database of this.#options.devEnvironment.databases) {
      if (!this.#finished.has(database.urls.migration)) await this.#deploy(database);
    }
  }

  /** Something was saved: drops the result that is being computed. The next `look` computes a new one. */
  outdated(): void {
    this.#turn++;
    clearTimeout(this.#timer);
  }

  /**
   * Checks all databases and shows their state, unless something was saved meanwhile. Checks a database that needs
   * attention again every second. Never rejects.
   */
  look(): Promise<void> {
    const turn = ++this.#turn;
    this.#looking = this.#looking.then(() => this.#look(turn));
    return this.#looking;
  }

  close(): void {
    this.outdated();
    clearTimeout(this.#timer);
  }

  async #deploy(database: OpenedDatabase): Promise<void> {
    const began = performance.now();
    const { journal } = this.#options;
    try {
      const before = await this.#inspection.inspectHistory(database).catch(() => undefined);
      const kind = before?.state.kind;
      // In every other state `deploy` would fail, or mix two branches: `look` reports what to do.
      if (kind === undefined || kind === 'pending') {
        const { summary } = await migrateDeploy({ ...this.#options, databases: [database] });
        journal.log(`Migrations: ${summary} (${since(began)})`);
      } else if (kind === 'even') journal.log(`Migrations: nothing to apply (${since(began)})`);
      if (kind !== 'failed') this.#finished.set(database.urls.migration, await this.#finishedIn(database));
    } catch (error) {
      this.#fail(error);
    }
  }

  async #finishedIn(database: OpenedDatabase): Promise<ReadonlySet<string>> {
    const { facts } = await this.#inspection.inspectHistory(database);
    return new Set(facts.recorded.filter(({ finished }) => finished).map(({ name }) => name));
  }

  async #look(turn: number): Promise<void> {
    if (turn !== this.#turn || this.#options.signal.aborted) return;
    clearTimeout(this.#timer);
    const { databases } = this.#options.devEnvironment;
    try {
      const now = [this.#files()];
      for (const database of databases)
        now.push(JSON.stringify((await this.#inspection.inspectHistory(database)).facts));
      if (now.join('\n') !== this.#compared) {
        const found: Found[] = [];
        for (const database of databases)
          found.push({ database, ...(await this.#inspection.inspect(database)) });
        if (turn !== this.#turn) return;
        // States that are held back are checked once more.
        this.#compared = this.#show(found) ? now.join('\n') : undefined;
      }
      if (this.#attention && turn === this.#turn) this.#timer = setTimeout(() => void this.look(), AGAIN_MS);
    } catch (error) {
      if (turn === this.#turn) this.#fail(error);
    }
  }

  /** Returns whether everything was shown. */
  #show(found: readonly Found[]): boolean {
    const { journal, notices } = this.#options;
    const applied = found.flatMap((inspected) => this.#newlyApplied(inspected));
    const open = found.filter(({ state }) => state.kind !== 'in-sync');
    const passing = open.filter(({ state }) => state.kind === 'pending' || state.kind === 'applying');
    const held = passing.filter(({ advice }) => !this.#passing.has(advice.title));
    this.#passing = new Set(passing.map(({ advice }) => advice.title));
    this.#attention = open.length > 0;
    const shown = open.filter((inspected) => !held.includes(inspected));
    const lines = notices.set(
      'migrations',
      shown.map(({ database, advice }) => noticeOf(found.length > 1 ? `${database.name}: ` : '', advice)),
    );
    if (applied.length > 0) journal.log(`Applied meanwhile: ${applied.join(', ')}`);
    for (const line of lines) journal.log(line);
    if (applied.length > 0) this.#onApplied();
    return held.length === 0;
  }

  #newlyApplied({ database: { urls }, facts }: Found): string[] {
    const before = this.#finished.get(urls.migration);
    const names = facts.recorded.filter(({ finished }) => finished).map(({ name }) => name);
    if (before === undefined) return [];
    this.#finished.set(urls.migration, new Set(names));
    return names.filter((name) => !before.has(name));
  }

  #fail(error: unknown): void {
    if (this.#options.signal.aborted) return;
    const reason = error instanceof Error ? error.message : String(error);
    this.#options.journal.fail('Migrations need attention.', reason);
  }

  /** A hash of the databases' addresses and of all files that are compared with them. */
  #files(): string {
    const hash = createHash('sha256');
    for (const { urls, schemaFolder, migrations } of this.#options.devEnvironment.databases) {
      hash.update(`${urls.migration}\0`);
      for (const file of [
        ...filesIn(this.#options.root, schemaFolder),
        ...filesIn(this.#options.root, migrations),
      ])
        hash.update(`${file}\0`).update(fs.readFileSync(file));
    }
    return hash.digest('hex');
  }
}

type Found = Inspected & { database: OpenedDatabase };

function noticeOf(prefix: string, advice: Advice): Notice {
  const { title, text, commands } = advice;
  return { what: prefix + title, text, commands, line: prefix + formatAdvice(advice) };
}

function filesIn(root: string, folder: string): string[] {
  const place = path.join(root, folder);
  if (!fs.existsSync(place)) return [];
  const entries = fs.readdirSync(place, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
