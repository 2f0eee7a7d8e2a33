import path from 'node:path';
import { migratedBy } from './migrations/migrated';
import { readRecord, recordPlace } from './record';
import { type Asked, review } from './review';
import type { OwnershipPlace } from './settle';

/** What Prisma is to leave alone; named with the Postgres schema, as Prisma's configuration wants it. */
export interface External {
  tables: string[];
  enums: string[];
}

/**
 * The tables and types that somebody said to keep, less those that a component asks for again. Throws a `SyntaxError`
 * when the record can't be understood.
 */
export function externals({ root, database }: OwnershipPlace, asked: Asked, schema: string): External {
  const before = readRecord(path.join(root, recordPlace(database.migrations)));
  const { removed } = review(migratedBy(path.join(root, database.migrations)), asked, before);
  const kept = removed.filter(({ decision }) => decision === 'keep');
  const named = (enums: boolean): string[] =>
    kept.filter(({ kind }) => (kind === 'enum') === enums).map(({ name }) => `${schema}.${name}`);
  return { tables: named(false), enums: named(true) };
}
