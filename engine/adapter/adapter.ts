import {
  type ConnectionInfo,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlQuery,
  type SqlResultSet,
  type Transaction,
} from '@prisma/driver-adapter-utils';
import { type Client, escapeIdentifier, type QueryArrayResult } from 'pg';
import { prepareSession } from '../connection/connection';
import type { ConnectionTarget } from '../connection/connection-url';
import { type DatabaseFailure, databaseFailure, isConnectionLost } from '../errors/database-failure';
import { UserFacingError } from '../errors/user-facing-error';
import { runScript, ScriptError } from '../script';
import { offsetOf } from '../sql';
import { LOCK_STATEMENT, takeMigrationLock } from './advisory-lock';
import type { FailureLog } from './failure-log';
import { finishedRecord, type MigrationRecord, startedMigration, withLogs } from './migration-record';
import { columnParsers, toResultSet } from './result-set';

/** What the engine needs of a connection: one `pg.Client`, one statement at a time. */
export class PostgresAdapter implements SqlDriverAdapter {
  readonly provider = 'postgres';
  readonly adapterName = 'prismosaic-schema-engine';
  private started: MigrationRecord | undefined;

  constructor(
    private readonly client: Client,
    private readonly target: ConnectionTarget,
    private readonly log: FailureLog,
    private readonly close: () => Promise<void>,
  ) {}

  getConnectionInfo(): ConnectionInfo {
    return { schemaName: this.target.schema, supportsRelationJoins: false };
  }

  async queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    this.started = startedMigration(query) ?? this.started;
    return toResultSet(await this.run(withLogs(query, this.log.text())));
  }

  /** The answer, or undefined when the query fails: its error is not reported. */
  async peek(query: SqlQuery): Promise<SqlResultSet | undefined> {
    const answer = await this.send(query).catch(() => undefined);
    return answer && toResultSet(answer);
  }

  async executeRaw(query: SqlQuery): Promise<number> {
    if (query.sql === LOCK_STATEMENT) return this.lock();
    const { rowCount } = await this.run(this.quoted(query));
    return rowCount ?? 0;
  }

  /** Runs a script without an editor's byte order mark, as `psql` does. */
  async executeScript(text: string): Promise<void> {
    const script = text.replace(/^\uFEFF/, '');
    const migration = this.started;
    this.started = undefined;
    try {
      if (migration !== undefined) this.log.begins(migration.name);
      await runScript(this.client, script, {
        tail: migration && finishedRecord(migration, this.target.schema),
      });
      await prepareSession(this.client, this.target);
    } catch (error) {
      const stop = error instanceof ScriptError ? error.stop : undefined;
      const failure = databaseFailure(error instanceof ScriptError ? error.cause : error);
      this.log.script = { script, failure, stop, migration: migration?.name };
      // A failed script may have changed the session; what the engine notes next must reach the right schema.
      await prepareSession(this.client, this.target).catch(() => undefined);
      throw driverError(failure);
    }
  }

  startTransaction(): Promise<Transaction> {
    throw new UserFacingError(
      undefined,
      'The schema engine asked for a transaction, which this version does not use.',
    );
  }

  dispose(): Promise<void> {
    return this.close();
  }

  private async lock(): Promise<number> {
    if (process.env.PRISMA_SCHEMA_DISABLE_ADVISORY_LOCK) return 0;
    try {
      await takeMigrationLock(this.client, this.target);
      return 0;
    } catch (error) {
      if (error instanceof UserFacingError) this.log.error = error;
      throw this.noted(LOCK_STATEMENT, error);
    }
  }

  private async run(query: SqlQuery): Promise<QueryArrayResult> {
    try {
      return await this.send(query);
    } catch (error) {
      throw this.noted(query.sql, error);
    }
  }

  private send({ sql, args }: SqlQuery): Promise<QueryArrayResult> {
    return this.client.query({
      text: sql,
      // Without values `pg` uses the simple protocol, the only one that takes several statements.
      values: args.length > 0 ? args : undefined,
      rowMode: 'array',
      types: columnParsers,
    });
  }

  private noted(script: string, error: unknown): DriverAdapterError {
    const failure = databaseFailure(error);
    const { position } = failure;
    const offset = position && offsetOf(script, position);
    this.log.statement = { script, failure, stop: { offset, done: 0, statements: [], invalidIndexes: [] } };
    return driverError(failure);
  }

  /** The engine quotes the schema's name and does not double the quotes within it. */
  private quoted(query: SqlQuery): SqlQuery {
    const { schema } = this.target;
    if (!schema.includes('"')) return query;
    return { ...query, sql: query.sql.replaceAll(`"${schema}"`, () => escapeIdentifier(schema)) };
  }
}

function driverError(failure: DatabaseFailure): DriverAdapterError {
  if (isConnectionLost(failure)) return new DriverAdapterError({ kind: 'ConnectionClosed' });
  const { code, severity, message, detail, column, hint } = failure;
  return new DriverAdapterError({
    kind: 'postgres',
    code: code ?? 'N/A',
    severity,
    message,
    detail,
    column,
    hint,
  });
}
