import type { Statement } from '../sql';

/** PostgreSQL's codes for a statement that it refuses in a transaction with others, before it has done anything. */
const REFUSED_IN_COMPANY = new Set([
  // `CREATE INDEX CONCURRENTLY`, `VACUUM`, `ALTER SYSTEM`, …
  '25001',
  // A `DO` or `CALL` that commits.
  '2D000',
]);

/** PostgreSQL's code when an enum's value is used in the transaction that adds it. */
const NEEDS_COMMIT_BEFORE = '55P04';

/** How a failed statement must be separated from others: sent alone, or after a commit of those before it. */
export function separationFor(code: string | undefined): 'alone' | 'after-commit' | undefined {
  if (code === NEEDS_COMMIT_BEFORE) return 'after-commit';
  return code !== undefined && REFUSED_IN_COMPANY.has(code) ? 'alone' : undefined;
}

const ALONE =
  /^(create (unique )?index concurrently|drop index concurrently|reindex (index|table|schema|database) concurrently|vacuum|alter system|(create|drop) (database|tablespace))\b/;

/**
 * Whether PostgreSQL certainly refuses a statement in a transaction with others, so that those before it need not run
 * first.
 */
export function isSurelyAlone(sql: string, { tokens }: Statement): boolean {
  const words = tokens.slice(0, 4).map(({ at, end }) => sql.slice(at, end).toLowerCase());
  return ALONE.test(words.join(' '));
}
