import type { Client, QueryResult } from 'pg';
import { restartFunction } from '../../worker-schemas/names';
import { IN_SESSION, RESET_OF_SESSION } from '../../worker-schemas/worker-place';
import type { StatementKind } from './statement-kind';

/** How long a transaction waits for another one of the same test. Less than the 2 s after which Prisma gives up. */
const PATIENCE = 1_500;

/** One of the sessions that the application believes to have. */
export interface Lodger {
  /** Whether a statement of its transaction has failed, so that PostgreSQL refuses the next ones. */
  failed: boolean;
}

/**
 * The one connection that all of a test's queries to a database go through, in a transaction that is rolled back. The
 * application's transactions are savepoints in it, one at a time. A statement outside of them has a savepoint of its own, so
 * that one that fails leaves the test usable.
 */
export class TestSession {
  readonly #connect: () => Promise<Client>;
  #client: Promise<Client> | undefined;
  /** Whether the test's transaction has begun. */
  #begun = false;
  #deferred = false;
  /** Whoever is in a transaction. */
  #owner: Lodger | undefined;
  #ownerLeft: Promise<void> = Promise.resolve();
  #leave: () => void = () => {};
  /** The statements are sent one after the other, each with its savepoint. */
  #last: Promise<unknown> = Promise.resolve();

  /** @param connect opens the connection, at the first query */
  constructor(connect: () => Promise<Client>) {
    this.#connect = connect;
  }

  /** Runs a statement, or what stands for it. */
  async run(
    lodger: Lodger,
    kind: StatementKind,
    send: (client: Client) => Promise<QueryResult>,
  ): Promise<QueryResult> {
    if (kind === 'begin' && this.#owner !== lodger) return this.#beginTransaction(lodger);
    if (this.#owner === lodger) return this.#inTransaction(lodger, kind, send);
    // Outside of a transaction they do nothing.
    if (kind === 'commit' || kind === 'rollback' || kind === 'mode') return this.#turn(nothing);
    while (this.#owner?.failed) await this.#ownerLeft;
    return this.#turn((client) => this.#alone(client, send));
  }

  /** Ends the transaction that a lodger has left open. */
  async drop(lodger: Lodger): Promise<void> {
    if (this.#owner === lodger) await this.#inTransaction(lodger, 'rollback', nothing);
  }

  /** Rolls the test's transaction back, and lets sequences start again. */
  async rollBack(): Promise<void> {
    await this.#last.catch(() => undefined);
    this.#free();
    if (!this.#begun) return;
    this.#begun = false;
    const client = await this.#client;
    await client?.query('ROLLBACK');
    await client?.query(RESTART);
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await (await client)?.end();
  }

  async #beginTransaction(lodger: Lodger): Promise<QueryResult> {
    const deadline = Date.now() + PATIENCE;
    while (this.#owner !== undefined) {
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(TWO_TRANSACTIONS);
      await Promise.race([this.#ownerLeft, new Promise((resolve) => setTimeout(resolve, left).unref())]);
    }
    this.#owner = lodger;
    lodger.failed = false;
    this.#ownerLeft = new Promise((resolve) => {
      this.#leave = resolve;
    });
    return this.#turn((client) => client.query(`SAVEPOINT ${TRANSACTION}`));
  }

  async #inTransaction(
    lodger: Lodger,
    kind: StatementKind,
    send: (client: Client) => Promise<QueryResult>,
  ): Promise<QueryResult> {
    if (kind === 'commit' || kind === 'rollback') {
      try {
        return await this.#turn((client) =>
          kind === 'commit' && !lodger.failed ? this.#commit(client) : undo(client, TRANSACTION),
        );
      } finally {
        this.#free();
      }
    }
    if (kind === 'mode' || kind === 'begin') return this.#turn(nothing);
    try {
      const result = await this.#turn(send);
      if (kind === 'rollback-to') lodger.failed = false;
      return result;
    } catch (error) {
      lodger.failed = true;
      throw error;
    }
  }

  #free(): void {
    this.#owner = undefined;
    this.#leave();
  }

  async #commit(client: Client): Promise<QueryResult> {
    try {
      await this.#checkDeferred(client);
    } catch (error) {
      await undo(client, TRANSACTION);
      throw error;
    }
    return client.query(`RELEASE SAVEPOINT ${TRANSACTION}`);
  }

  /** A statement that would have been a transaction of its own. */
  async #alone(client: Client, send: (client: Client) => Promise<QueryResult>): Promise<QueryResult> {
    const saved = client.query(`SAVEPOINT ${STATEMENT}`);
    try {
      // The driver sends one after the other.
      const [, result] = await Promise.all([saved, send(client)]);
      await this.#checkDeferred(client);
      await client.query(`RELEASE SAVEPOINT ${STATEMENT}`);
      return result;
    } catch (error) {
      await undo(client, STATEMENT);
      throw error;
    }
  }

  /** What COMMIT checks, without leaving the constraints checked at once from now on. */
  async #checkDeferred(client: Client): Promise<void> {
    if (!this.#deferred) return;
    await client.query(`SAVEPOINT ${CHECK}; SET CONSTRAINTS ALL IMMEDIATE`);
    await client.query(`ROLLBACK TO SAVEPOINT ${CHECK}; RELEASE SAVEPOINT ${CHECK}`);
  }

  /** Runs the work when that of earlier callers has ended, in the test's transaction. */
  #turn(work: (client: Client) => Promise<QueryResult>): Promise<QueryResult> {
    const result = this.#last.then(async () => work(await this.#begin()));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #begin(): Promise<Client> {
    this.#client ??= this.#open();
    const client = await this.#client;
    if (!this.#begun) {
      await client.query('BEGIN');
      this.#begun = true;
    }
    return client;
  }

  async #open(): Promise<Client> {
    const client = await this.#connect();
    const { rows } = await client.query<{ schema: string | null; reset: string | null; deferred: boolean }>(
      `SELECT current_schema()::text AS schema, ${RESET_OF_SESSION} AS reset, EXISTS (
        SELECT FROM pg_catalog.pg_constraint WHERE condeferrable AND ${IN_SESSION('connamespace')}) AS deferred`,
    );
    const [found] = rows;
    if ((found?.reset ?? null) === null) {
      await client.end();
      throw new Error(
        `Tests are rolled back in a worker schema only, not in ${found?.schema ?? 'a database without a schema'}.`,
      );
    }
    this.#deferred = found?.deferred === true;
    return client;
  }
}

const TRANSACTION = 'prismosaic_transaction';
const STATEMENT = 'prismosaic_statement';
const CHECK = 'prismosaic_check';

const TWO_TRANSACTIONS =
  'Two transactions of this test are open at once, and one has waited for the other. A test that is rolled back has one ' +
  "connection. Let one end before the other begins, or clean this file's tests with 'truncate'.";

/** Sequences know no transaction. */
const RESTART = `DO $$ BEGIN EXECUTE pg_catalog.format('SELECT %I.${restartFunction}()', ${RESET_OF_SESSION}); END $$`;

const nothing = (client: Client): Promise<QueryResult> => client.query('SELECT WHERE false');

async function undo(client: Client, savepoint: string): Promise<QueryResult> {
  await client.query(`ROLLBACK TO SAVEPOINT ${savepoint}`);
  return client.query(`RELEASE SAVEPOINT ${savepoint}`);
}
