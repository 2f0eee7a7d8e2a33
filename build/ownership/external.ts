import path from 'node:path';
import { readRecord, recordPlace } from './record';
import type { OwnershipPlace } from './settle';

/** What Prisma is to leave alone; named with the Postgres schema, as Prisma's configuration wants it. */
export interface External {
  tables: string[];
  enums: string[];
}

/** The tables and types that somebody said to keep. Throws a `SyntaxError` when the record can't be understood. */
export function externals({ root, database }: OwnershipPlace, schema: string): External {
  const kept = [...readRecord(path.join(root, recordPlace(database.migrations))).values()].filter(
    ({ decision }) => decision === 'keep',
  );
  const named = (enums: boolean): string[] =>
    kept.filter(({ kind }) => (kind === 'enum') === enums).map(({ name }) => `${schema}.${name}`);
  return { tables: named(false), enums: named(true) };
}
