import type { Stop } from '../script/script-error';
import { placeOf } from '../sql';

const WIDTH = 90;

/**
 * Which statements of a failed script are done and stay, and what else it leaves behind. Empty if there is nothing.
 */
export function halfDone(script: string, { done, statements, invalidIndexes }: Stop): string {
  const shown = (index: number) => {
    const statement = statements[index];
    if (statement === undefined) return [];
    const { line, column } = placeOf(script, statement.at);
    const text = statement.text.replace(/\s+/g, ' ').trim();
    return [`  ${line}:${column}  ${text.length > WIDTH ? `${text.slice(0, WIDTH - 1)}…` : text}`];
  };
  const kept = [
    `Done, and still in the database: ${done} of its ${statements.length} statements, up to`,
    ...shown(done - 1),
    'Not done: everything from',
    ...shown(done),
  ];
  const invalid = [
    'PostgreSQL kept an invalid index, which no query uses and which blocks the next attempt. Drop it:',
    ...invalidIndexes.map((name) => `  DROP INDEX CONCURRENTLY ${name};`),
  ];
  const parts = [...(done > 0 ? [kept] : []), ...(invalidIndexes.length > 0 ? [invalid] : [])];
  return parts.map((lines) => `\n\n${lines.join('\n')}`).join('');
}

/** What to do about a migration that is partly in the database. */
export function wayOn(migration: string): string {
  return (
    '\n\nTo continue, undo what is done, or write it so that it can run again (`IF NOT EXISTS`), fix the rest, and run\n' +
    `  npx prisma migrate resolve --rolled-back "${migration}"\n` +
    'before the next deploy. Or do the rest by hand, and run\n' +
    `  npx prisma migrate resolve --applied "${migration}"`
  );
}
