import type { Statement } from '../sql';

/** What PostgreSQL says of a statement that it does not do in a transaction with others, before it has done anything. */
const REFUSED_IN_COMPANY = new Set([
  // `CREATE INDEX CONCURRENTLY`, `VACUUM`, `ALTER SYSTEM`, …
  '25001',
  // A `DO` or `CALL` that commits.
  '2D000',
]);

/** What PostgreSQL says when an enum's value is used in the transaction that adds it. */
const NEEDS_COMMIT_BEFORE = '55P04';

/** How a statement that failed wants to be separated from others: sent alone, or after a commit of those before it. */
export function separationFor(code: string | undefined): 'alone' | 'after-commit' | undefined {
  if (code === NEEDS_COMMIT_BEFORE) return 'after-commit';
  return code !== undefined && REFUSED_IN_COMPANY.has(code) ? 'alone' : undefined;
}

const ALONE =
  /^(create (unique )?index concurrently|drop index concurrently|reindex (index|table|schema|database) concurrently|vacuum|alter system|(create|drop) (database|tablespace))\b/;

/** Whether PostgreSQL surely refuses a statement in company, so that what is before it need not be done in vain. */
export function isSurelyAlone(sql: string, { tokens }: Statement): boolean {
  const words = tokens.slice(0, 4).map(({ at, end }) => sql.slice(at, end).toLowerCase());
  return ALONE.test(words.join(' '));
}
