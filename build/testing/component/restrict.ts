import { escapeLiteral } from 'pg';
import { restrictFunction } from '../../worker-schemas/names';
import { RESET_OF_SESSION } from '../../worker-schemas/worker-place';
import type { RawClient } from '../empty-tables';
import { tablesOf } from './tables';

/** Lets the worker's role use the tables of a component and of those that it depends on, and no others. */
export async function restrictTo(component: string, client: RawClient): Promise<void> {
  const names = tablesOf(component).map((name) => escapeLiteral(name));
  await restrict(client, `ARRAY[${names.join(', ')}]::text[]`);
}

/** Lets it use all tables again. Costs nothing when it may. */
export function unrestrict(client: RawClient): Promise<void> {
  return restrict(client, 'NULL');
}

async function restrict(client: RawClient, kept: string): Promise<void> {
  await client.$executeRawUnsafe(
    `DO $$ DECLARE reset text := ${RESET_OF_SESSION};
    BEGIN IF reset IS NOT NULL THEN EXECUTE format('SELECT %I.${restrictFunction}(%s)', reset, ${escapeLiteral(kept)}); END IF; END $$`,
  );
}
