import path from 'node:path';
import { migratedBy } from './migrations/migrated';
import { readRecord, recordPlace } from './record';
import { type Asked, review } from './review';
import type { OwnershipPlace } from './settle';

/** What Prisma must ignore, named with the Postgres schema as Prisma's configuration requires. */
export interface External {
  tables: string[];
  enums: string[];
}

/**
 * Returns the tables and types with the decision `keep`, without those that a component has again. Throws a
 * `SyntaxError` when the record can't be parsed.
 */
export function externals({ root, database }: OwnershipPlace, asked: Asked, schema: string): External {
  const before = readRecord(path.join(root, recordPlace(database.migrations)));
  const { removed } = review(migratedBy(path.join(root, database.migrations)), asked, before);
  const kept = removed.filter(({ decision }) => decision === 'keep');
  const named = (enums: boolean): string[] =>
    kept.filter(({ kind }) => (kind === 'enum') === enums).map(({ name }) => `${schema}.${name}`);
  return { tables: named(false), enums: named(true) };
}
