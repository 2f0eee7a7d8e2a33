import type { Stop } from '../script/script-error';
import { type DatabaseFailure, isConnectionLost } from './database-failure';
import { scriptExcerpt } from './excerpt';
import { halfDone, wayOn } from './half-done';
import { UserFacingError } from './user-facing-error';

/** A script that the database refused: a migration, or the script of `db execute`. */
export interface ScriptFailure {
  script: string;
  failure: DatabaseFailure;
  /** Where it stopped; undefined when it is not known. */
  stop?: Stop;
}

/** PostgreSQL's own message: severity, message, detail, hint and where in a function. */
export function databaseMessage({ severity, message, detail, hint, context }: DatabaseFailure): string {
  return [
    `${severity}: ${message}`,
    detail && `DETAIL: ${detail}`,
    hint && `HINT: ${hint}`,
    context && `CONTEXT: ${context}`,
  ]
    .filter(Boolean)
    .join('\n');
}

/** `migrate deploy` and `migrate dev`: the migration that failed, where, and what of it is done. */
export function applyMigrationError(
  migration: string,
  { script, failure, stop }: ScriptFailure,
): UserFacingError {
  const excerpt = scriptExcerpt(script, stop?.offset, `${migration}/migration.sql`);
  const left = stop === undefined ? '' : halfDone(script, stop);
  const code = failure.code === undefined ? '' : `Database error code: ${failure.code}\n\n`;
  return new UserFacingError(
    'P3018',
    'A migration failed to apply. New migrations cannot be applied before the error is recovered from. ' +
      'Read more about how to resolve migration issues in a production database: https://pris.ly/d/migrate-resolve\n\n' +
      `Migration name: ${migration}\n\n${code}` +
      `Database error:\n${isConnectionLost(failure) ? lost(failure) : databaseMessage(failure)}${excerpt}` +
      `${left}${left && wayOn(migration)}\n`,
  );
}

function lost({ message }: DatabaseFailure): string {
  return (
    `${message} (P1017: the server has closed the connection)\n` +
    'When the server can be reached again, run `npx prisma migrate deploy`: it shows whether the migration was applied.'
  );
}

/** The history can't be replayed on an empty database. */
export function shadowMigrationError(
  migration: string,
  { script, failure, stop }: ScriptFailure,
): UserFacingError {
  const table = failure.code === '42P01' ? /"(.+)"/.exec(failure.message)?.[1] : undefined;
  const inner =
    table === undefined
      ? `Error:\n${databaseMessage(failure)}`
      : `Error code: P1014\nError:\nThe underlying table for model \`${table}\` does not exist.`;
  return new UserFacingError(
    'P3006',
    `Migration \`${migration}\` failed to apply cleanly to the shadow database. \n${inner}` +
      scriptExcerpt(script, stop?.offset, `${migration}/migration.sql`),
  );
}

/** `db execute` and the statements that Prisma itself makes. */
export function scriptError({ script, failure, stop }: ScriptFailure): UserFacingError {
  if (isConnectionLost(failure)) return new UserFacingError('P1017', 'Server has closed the connection.');
  const place = scriptExcerpt(script, stop?.offset) + (stop === undefined ? '' : halfDone(script, stop));
  const named = /"(.+)"/.exec(failure.message)?.[1];
  if (failure.code === '3D000' && named !== undefined)
    return new UserFacingError('P1003', `Database \`${named}\` does not exist${place}`);
  if (failure.code === '42P01' && named !== undefined)
    return new UserFacingError(
      'P1014',
      `The underlying table for model \`${named}\` does not exist.${place}`,
    );
  return new UserFacingError(undefined, databaseMessage(failure) + place);
}
