import { databaseFailure } from '../errors/database-failure';
import { type Place, placeOf, type Statement } from '../sql';

/** Where a script stopped, and what it leaves behind. */
export interface Stop {
  /** Where the error is, in UTF-16 units; undefined when it has no position, as at a commit. */
  offset: number | undefined;
  /** How many of its statements are done and stay. */
  done: number;
  statements: readonly Statement[];
  /** Indexes that `CREATE INDEX CONCURRENTLY` has left half-built, as SQL writes their names. */
  invalidIndexes: readonly string[];
}

/** A script that failed. `cause` is what `pg` threw. */
export class ScriptError extends Error {
  override name = 'ScriptError';

  constructor(
    override readonly cause: Error,
    readonly script: string,
    readonly stop: Stop,
  ) {
    super(cause.message, { cause });
  }

  /** PostgreSQL's code for what went wrong. */
  get code(): string | undefined {
    return databaseFailure(this.cause).code;
  }

  /** PostgreSQL's hint. */
  get hint(): string | undefined {
    return databaseFailure(this.cause).hint;
  }

  /** Line and column of the error. */
  get place(): Place | undefined {
    const { offset } = this.stop;
    return offset === undefined ? undefined : placeOf(this.script, offset);
  }
}

/** A script that ends inside a transaction that it started: its changes would be lost with the connection. */
export class OpenTransactionError extends Error {
  override name = 'OpenTransactionError';

  constructor() {
    super(
      'The script begins a transaction and does not end it, so its changes would be lost. Add the missing COMMIT.',
    );
  }
}
