import type { Client } from 'pg';
import { databaseFailure } from '../errors/database-failure';
import { offsetOf, type Statement, statementsOf } from '../sql';
import { isSurelyAlone, separationFor } from './company';
import { invalidIndexes, refuseInvalid } from './invalid-indexes';
import { OpenTransactionError, ScriptError } from './script-error';
import { send } from './send';
import { settledBy } from './settled';

export interface RunOptions {
  /** SQL that runs together with the last statements of the script, if these may run with others. */
  tail?: string;
  /**
   * A statement that runs at the end of each transaction, and rolls it back by failing. Not for a statement that must
   * be alone.
   */
  check?: string;
  /**
   * Runs the function that sends a statement that must be alone. For sessions that could wait for each other.
   * @default at once
   */
  alone?: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

/**
 * Runs a script as one query, which is one transaction, wherever PostgreSQL accepts that. Where PostgreSQL refuses a
 * statement in a transaction with others, before it has done anything, that statement is sent alone, and those before
 * and after it are a transaction each.
 * @throws ScriptError with the position and with what is done, OpenTransactionError
 */
export async function runScript(client: Client, script: string, options: RunOptions = {}): Promise<void> {
  await new ScriptRun(client, script, options).run();
  if (client.getTransactionStatus() === 'I') return;
  await client.query('ROLLBACK');
  throw new OpenTransactionError();
}

/** Fails, so that nothing after it runs; but PostgreSQL first reads the whole text. */
const READS_ONLY = 'SELECT 1/0 /* only to have the script read to its end */;';
const DIVISION_BY_ZERO = '22012';

class ScriptRun {
  private readonly statements: Statement[];
  /** By index: to be sent alone. */
  private readonly alone = new Set<number>();
  /** By index: what is before it is committed before. */
  private readonly breaks = new Set<number>();
  /** The next one to send. */
  private next = 0;
  /** How many are done and stay. */
  private done = 0;

  constructor(
    private readonly client: Client,
    private readonly script: string,
    private readonly options: RunOptions,
  ) {
    this.statements = [...statementsOf(script)];
    this.statements.forEach((statement, index) => {
      if (isSurelyAlone(script, statement)) this.alone.add(index);
    });
  }

  async run(): Promise<void> {
    const { length } = this.statements;
    if (length === 0) await this.client.query(this.script + this.behind(true));
    if (length > 1 && this.alone.size > 0) await this.checkSyntax();
    while (this.next < length) {
      if (this.alone.has(this.next)) await this.runAlone();
      else await this.runTogether(this.next, this.nextEnd());
    }
  }

  /** A script with a syntax error anywhere does nothing, even one that will not be sent as a whole. */
  private async checkSyntax(): Promise<void> {
    const { error } = await send(this.client, READS_ONLY + this.script);
    const { code, position } = databaseFailure(error);
    if (error === undefined || code === DIVISION_BY_ZERO) return;
    throw this.failure(error, position && offsetOf(this.script, position - READS_ONLY.length));
  }

  /** The first statement that must not be sent with the next one, or the index after the last. */
  private nextEnd(): number {
    for (let index = this.next + 1; index < this.statements.length; index++) {
      if (this.alone.has(index) || this.breaks.has(index)) return index;
    }
    return this.statements.length;
  }

  private async runTogether(first: number, end: number): Promise<void> {
    const from = this.statements[first]?.at ?? 0;
    const behind = this.behind(end === this.statements.length);
    const text = this.script.slice(from, this.statements[end]?.at) + behind;
    const { tags, error } = await send(this.client, text);
    const settled = Math.min(settledBy(tags, this.statements.slice(first), this.script), end - first);
    if (settled > 0) this.done = first + settled;
    if (error === undefined) return this.advance(end);
    const failed = first + tags.length;
    const single = end - first === 1 && behind === '';
    if (!single && failed < end && this.separate(failed, error)) this.next = this.done;
    else throw await this.ended(error, failed, from);
  }

  /** What is sent after statements of the script. */
  private behind(last: boolean): string {
    const { check, tail = '' } = this.options;
    return (check === undefined ? '' : `\n;${check}`) + (last ? tail : '');
  }

  private advance(next: number): void {
    this.next = next;
    if (this.client.getTransactionStatus() === 'I') this.done = next;
  }

  /** Whether it helps to send a failed statement in another way; if so, it will be sent so. */
  private separate(failed: number, error: Error): boolean {
    const separation = separationFor(databaseFailure(error).code);
    // Within the script's own transaction nothing can be separated.
    if (separation === undefined || this.client.getTransactionStatus() !== 'I') return false;
    if (separation === 'after-commit' && failed === this.done) return false;
    (separation === 'alone' ? this.alone : this.breaks).add(failed);
    return true;
  }

  private async runAlone(): Promise<void> {
    const index = this.next;
    const statement = this.statements[index];
    if (statement === undefined) return;
    const { alone = (work) => work() } = this.options;
    const work = () => send(this.client, statement.text);
    try {
      // Waiting inside a transaction would block others. PostgreSQL refuses the statement there anyway.
      const { error } = await (this.client.getTransactionStatus() === 'I' ? alone(work) : work());
      if (error !== undefined) throw error;
      await refuseInvalid(this.client, this.script, statement);
    } catch (error) {
      throw error instanceof Error ? await this.ended(error, index, statement.at) : error;
    }
    this.advance(index + 1);
  }

  /** Ends any open transaction of the session. Returns the error that reports the failure. */
  private async ended(error: Error, failed: number, from: number): Promise<ScriptError> {
    const { client, script } = this;
    const { position } = databaseFailure(error);
    const statement = this.statements[failed];
    const offset = position === undefined ? statement?.at : from + offsetOf(script.slice(from), position);
    if (client.getTransactionStatus() !== 'I') await client.query('ROLLBACK').catch(() => undefined);
    const left = statement && (await invalidIndexes(client, script, statement).catch(() => undefined));
    return this.failure(error, offset, left);
  }

  private failure(
    error: Error,
    offset: number | undefined,
    invalidIndexes: readonly string[] = [],
  ): ScriptError {
    const { done, script, statements } = this;
    const inside = offset !== undefined && offset < script.length ? offset : undefined;
    return new ScriptError(error, script, { offset: inside, done, statements, invalidIndexes });
  }
}
