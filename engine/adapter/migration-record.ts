import type { SqlQuery } from '@prisma/driver-adapter-utils';
import { escapeIdentifier, escapeLiteral } from 'pg';

const START = /^INSERT INTO "_prisma_migrations" \(([^)]*)\) VALUES/;
const LOGS = 'UPDATE "_prisma_migrations" SET "logs" = $1 WHERE "id" = $2';

/** The row of `_prisma_migrations` that belongs to the script which comes next. */
export interface MigrationRecord {
  id: string;
  name: string;
}

/** Reads the statement that records the start of a migration; `undefined` for any other. */
export function startedMigration({ sql, args }: SqlQuery): MigrationRecord | undefined {
  const names = START.exec(sql)?.[1]
    ?.split(',')
    .map((name) => name.trim());
  if (names === undefined || names.includes('"finished_at"')) return undefined;
  const id = args[names.indexOf('"id"')];
  const name = args[names.indexOf('"migration_name"')];
  return typeof id === 'string' && typeof name === 'string' ? { id, name } : undefined;
}

/** The same statement, with our text as the reason why a migration failed: the engine's own is a stack trace. */
export function withLogs(query: SqlQuery, text: string | undefined): SqlQuery {
  if (text === undefined || query.sql !== LOGS) return query;
  return { ...query, args: [text, query.args[1]] };
}

/**
 * Records that a migration was applied; it is appended to the script. PostgreSQL runs one text as one transaction
 * (unless the script ends transactions itself), so a migration is applied and recorded, or neither, even if a process
 * dies at any moment. The engine records it again afterwards, which changes nothing.
 */
export function finishedRecord({ id }: MigrationRecord, schema: string): string {
  const table = `${escapeIdentifier(schema)}._prisma_migrations`;
  return `\n;RESET SESSION AUTHORIZATION;RESET ROLE;UPDATE ${table} SET finished_at = clock_timestamp() WHERE id = ${escapeLiteral(id)}`;
}
