import { messageOf } from './user-facing-error';

/** What PostgreSQL, or the driver, said about a statement that failed. */
export interface DatabaseFailure {
  /** SQLSTATE, or `undefined` when the connection failed and not the statement. */
  code: string | undefined;
  severity: string;
  message: string;
  detail: string | undefined;
  hint: string | undefined;
  /** Where in a function or a `DO` body. */
  context: string | undefined;
  column: string | undefined;
  /** The position of the error in the script, counted in characters from 1. */
  position: number | undefined;
}

const CONNECTION_LOST = new Set([
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08003',
]);

function text(error: object, key: string): string | undefined {
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : undefined;
}

/** Reads an error that `pg` has thrown. */
export function databaseFailure(error: unknown): DatabaseFailure {
  const fields = typeof error === 'object' && error !== null ? error : {};
  const position = Number(text(fields, 'position'));
  return {
    code: text(fields, 'code'),
    severity: text(fields, 'severity') ?? 'ERROR',
    message: text(fields, 'message') ?? messageOf(error),
    detail: text(fields, 'detail'),
    hint: text(fields, 'hint'),
    context: text(fields, 'where'),
    column: text(fields, 'column'),
    position: position > 0 ? position : undefined,
  };
}

/** Whether the connection was lost, as opposed to a statement that the server refused. */
export function isConnectionLost(failure: DatabaseFailure): boolean {
  if (failure.code !== undefined) return CONNECTION_LOST.has(failure.code);
  return /connection (was )?(terminated|closed|ended)|not queryable|Client has encountered/i.test(
    failure.message,
  );
}
