import { type Client, DatabaseError, escapeIdentifier, escapeLiteral } from 'pg';
import { holdersOf } from '../holders';
import { TestSetupError } from '../test-setup-error';

const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Drops a worker schema, if it is there. Throws {@link TestSetupError} when another session keeps something of it
 * locked for 5 s, as one in which somebody looks at a failed test.
 */
export async function dropSchema(client: Client, name: string): Promise<void> {
  try {
    await client.query(
      `SET lock_timeout = '5s'; DROP SCHEMA IF EXISTS ${escapeIdentifier(name)} CASCADE; RESET lock_timeout`,
    );
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== LOCK_NOT_AVAILABLE) throw error;
    const { rows } = await client.query<{ holders: string | null }>(
      `SELECT ${holdersOf(escapeLiteral(name))} AS holders`,
    );
    throw new TestSetupError(
      `The schema "${name}" of an earlier test run is in use, so it can't be made anew: ${rows[0]?.holders ?? 'by whom, is not known'}. End that session, and run the tests again.`,
    );
  }
}
