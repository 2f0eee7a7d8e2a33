import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { type Advice, formatAdvice, type Inspected, MigrationInspection } from '../../migrations';
import type { OpenedDatabase } from '../../server/database/open-database';
import { migrateDeploy } from '../../server/database/prisma-command';
import { type Journal, since } from '../journal';
import type { Notice, Notices } from '../notices';

export interface MigrationWatchOptions {
  root: string;
  environment: NodeJS.ProcessEnv;
  signal: AbortSignal;
  surroundings: { readonly databases: readonly OpenedDatabase[] };
  journal: Journal;
  notices: Notices;
}

/** How often a database that needs attention is asked again. */
const AGAIN_MS = 1_000;

/**
 * Applies the migrations that are there when a database is first served, and says from then on what state the
 * databases are in. Whoever writes a migration later applies it: it may be meant to be edited first.
 */
export class MigrationWatch {
  readonly #options: MigrationWatchOptions;
  readonly #inspection: MigrationInspection;
  /** What the databases have, by their addresses: an address that is not here was never deployed to. */
  readonly #finished = new Map<string, ReadonlySet<string>>();
  /** What the last answer follows from. */
  #compared: string | undefined;
  /** States that a running `migrate dev` passes through: shown only when they last. */
  #passing = new Set<string>();
  #attention = false;
  /** Counts what makes earlier answers old. */
  #turn = 0;
  #looking: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #onApplied = () => {};

  constructor(options: MigrationWatchOptions) {
    this.#options = options;
    this.#inspection = new MigrationInspection(options.root);
  }

  /** Calls back whenever somebody else has applied a migration. */
  onApplied(callback: () => void): void {
    this.#onApplied = callback;
  }

  /** Applies the migrations that a database does not have yet, once for each. Never rejects; a failure is shown and tried again. */
  async deploy(): Promise<void> {
    for (const database of this.#options.surroundings.databases) {
      if (!this.#finished.has(database.urls.migration)) await this.#deploy(database);
    }
  }

  /** Something was saved: an answer that is under way is old, and the next one comes with the next `look`. */
  outdated(): void {
    this.#turn++;
    clearTimeout(this.#timer);
  }

  /**
   * Looks at all databases and shows what state they are in, unless something newer was saved meanwhile. One that needs
   * attention is looked at again every second. Never rejects.
   */
  look(): Promise<void> {
    const turn = ++this.#turn;
    this.#looking = this.#looking.then(() => this.#look(turn));
    return this.#looking;
  }

  /** The databases have become others: look at them in any case. */
  lookAnew(): Promise<void> {
    this.#compared = undefined;
    return this.look();
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
      // Every other state would be refused, or would mix two branches: `look` says what to do.
      if (kind === undefined || kind === 'pending') {
        const { summary } = await migrateDeploy({ ...this.#options, databases: [database] });
        journal.tell(`Migrations: ${summary} (${since(began)})`);
      } else if (kind === 'even') journal.tell(`Migrations: nothing to apply (${since(began)})`);
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
    const { databases } = this.#options.surroundings;
    try {
      const now = [this.#files()];
      for (const database of databases)
        now.push(JSON.stringify((await this.#inspection.inspectHistory(database)).facts));
      if (now.join('\n') !== this.#compared) {
        const found: Found[] = [];
        for (const database of databases)
          found.push({ database, ...(await this.#inspection.inspect(database)) });
        if (turn !== this.#turn) return;
        // What is held back is looked at once more.
        this.#compared = this.#show(found) ? now.join('\n') : undefined;
      }
      if (this.#attention && turn === this.#turn) this.#timer = setTimeout(() => void this.look(), AGAIN_MS);
    } catch (error) {
      if (turn === this.#turn) this.#fail(error);
    }
  }

  /** Answers whether all was shown. */
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
    if (applied.length > 0) journal.tell(`Applied meanwhile: ${applied.join(', ')}`);
    for (const line of lines) journal.tell(line);
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

  /** A hash of all that is compared with the databases, and of which they are. */
  #files(): string {
    const hash = createHash('sha256');
    for (const { urls, schemaFolder, migrations } of this.#options.surroundings.databases) {
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
