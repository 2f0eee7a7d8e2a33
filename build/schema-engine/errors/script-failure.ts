import { type DatabaseFailure, isConnectionLost } from './database-failure';
import { UserFacingError } from './user-facing-error';

/** A script that the database refused: a migration, or what `db execute` was given. */
export interface ScriptFailure {
  script: string;
  failure: DatabaseFailure;
}

const LINES_BEFORE = 5;

/** The line of the script where the error is, under the lines before it, numbered. Empty when the place is unknown. */
export function scriptExcerpt(script: string, position: number | undefined): string {
  if (position === undefined || position > script.length) return '';
  const before = script.slice(0, position - 1).split('\n').length;
  const first = Math.max(1, before - LINES_BEFORE);
  const numbered = script
    .split('\n')
    .slice(first - 1, before)
    .map((line, index) => {
      const number = first + index;
      const marker = number === before ? '\u001b[1;31m' : '';
      return `\u001b[1m${String(number).padStart(3)}\u001b[0m${marker} ${line.replace(/\r$/, '')}${marker && '\u001b[0m'}`;
    });
  return `\n\nPosition:\n${numbered.join('\n')}`;
}

/** PostgreSQL's own words: severity, message, detail and hint. */
export function databaseMessage({ severity, message, detail, hint }: DatabaseFailure): string {
  return [`${severity}: ${message}`, detail && `DETAIL: ${detail}`, hint && `HINT: ${hint}`]
    .filter(Boolean)
    .join('\n');
}

/** `migrate deploy` and `migrate dev`: the migration that failed, and where. */
export function applyMigrationError(migration: string, { script, failure }: ScriptFailure): UserFacingError {
  const lost = isConnectionLost(failure);
  const message = lost
    ? `${failure.message} (P1017: the server has closed the connection)`
    : databaseMessage(failure);
  return new UserFacingError(
    'P3018',
    'A migration failed to apply. New migrations cannot be applied before the error is recovered from. ' +
      'Read more about how to resolve migration issues in a production database: https://pris.ly/d/migrate-resolve\n\n' +
      `Migration name: ${migration}\n\nDatabase error code: ${failure.code ?? (lost ? 'P1017' : 'none')}\n\n` +
      `Database error:\n${message}${scriptExcerpt(script, failure.position)}\n`,
  );
}

/** The history can't be replayed on an empty database. */
export function shadowMigrationError(migration: string, { script, failure }: ScriptFailure): UserFacingError {
  const table = failure.code === '42P01' ? /"(.+)"/.exec(failure.message)?.[1] : undefined;
  const inner =
    table === undefined
      ? `Error:\n${databaseMessage(failure)}`
      : `Error code: P1014\nError:\nThe underlying table for model \`${table}\` does not exist.`;
  return new UserFacingError(
    'P3006',
    `Migration \`${migration}\` failed to apply cleanly to the shadow database. \n${inner}${scriptExcerpt(script, failure.position)}`,
  );
}

/** `db execute` and the statements that Prisma itself makes. */
export function scriptError({ script, failure }: ScriptFailure): UserFacingError {
  if (isConnectionLost(failure)) return new UserFacingError('P1017', 'Server has closed the connection.');
  const named = /"(.+)"/.exec(failure.message)?.[1];
  if (failure.code === '3D000' && named !== undefined) {
    return new UserFacingError(
      'P1003',
      `Database \`${named}\` does not exist${scriptExcerpt(script, failure.position)}`,
    );
  }
  const table = failure.code === '42P01' ? named : undefined;
  if (table !== undefined) {
    return new UserFacingError(
      'P1014',
      `The underlying table for model \`${table}\` does not exist.${scriptExcerpt(script, failure.position)}`,
    );
  }
  return new UserFacingError(
    undefined,
    `${databaseMessage(failure)}${scriptExcerpt(script, failure.position)}`,
  );
}
