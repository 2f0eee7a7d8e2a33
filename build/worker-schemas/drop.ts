import { type Client, DatabaseError, escapeIdentifier, escapeLiteral } from 'pg';
import { holdersOf } from './holders';
import { ownSchemas, workerSchema } from './names';
import { TestSetupError } from './test-setup-error';

const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Drops a worker's schemas, if they exist. Throws {@link TestSetupError} when another session keeps something in it locked
 * for 5 s, for example a session that inspects a failed test.
 */
export async function dropSchema(client: Client, worker: number): Promise<void> {
  const name = workerSchema(worker);
  const schemas = ownSchemas(worker)
    .map((schema) => escapeIdentifier(schema))
    .join(', ');
  try {
    await client.query(
      `SET lock_timeout = '5s'; DROP SCHEMA IF EXISTS ${schemas} CASCADE; RESET lock_timeout`,
    );
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== LOCK_NOT_AVAILABLE) throw error;
    const { rows } = await client.query<{ holders: string | null }>(
      `SELECT ${holdersOf(`relnamespace = to_regnamespace(quote_ident(${escapeLiteral(name)}))`)} AS holders`,
    );
    throw new TestSetupError(
      `The schema "${name}" of an earlier test run is in use, so it can't be recreated: ${rows[0]?.holders ?? 'the session is unknown'}. End that session and run the tests again.`,
    );
  }
}
