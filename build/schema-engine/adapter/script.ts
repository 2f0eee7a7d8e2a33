import type { Client } from 'pg';
import { databaseFailure } from '../errors/database-failure';
import { statementsOf } from '../sql';
import { type MigrationRecord, MUST_BE_ALONE, withRecord } from './migration-record';

/** A script that ends inside a transaction that it began: all it did would vanish with the connection. */
export class OpenTransactionError extends Error {
  override name = 'OpenTransactionError';
}

/**
 * Runs a script as one query. If it is a migration, its record is marked finished by the same query.
 * @throws what `pg` throws, or OpenTransactionError.
 */
export async function runScript(
  client: Client,
  script: string,
  migration: MigrationRecord | undefined,
  schema: string,
): Promise<void> {
  if (migration === undefined) await client.query(script);
  else await runMigration(client, script, withRecord(script, migration, schema));
  if (client.getTransactionStatus() === 'I') return;
  await client.query('ROLLBACK');
  throw new OpenTransactionError(
    'The script begins a transaction and does not end it, so that nothing of it would last. Add the missing COMMIT.',
  );
}

async function runMigration(client: Client, script: string, recorded: string): Promise<void> {
  try {
    await client.query(recorded);
  } catch (error) {
    // Refused before it did anything, because it was not the only statement. By itself it is what the author wrote.
    if (databaseFailure(error).code !== MUST_BE_ALONE || [...statementsOf(script)].length !== 1) throw error;
    await client.query(script);
  }
}
