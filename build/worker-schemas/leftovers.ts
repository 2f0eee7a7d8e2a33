import { type Client, DatabaseError, escapeIdentifier } from 'pg';
import { dropSchema } from './drop';
import { isMark, ownSchemaPattern, resetSchema, workerRole, workerSchema } from './names';
import { TestSetupError } from './test-setup-error';

/** Removes worker schemas of earlier runs that had more workers. Refuses to touch a schema that no test run created. */
export async function removeLeftovers(client: Client, database: string, workers: number): Promise<void> {
  const { rows } = await client.query<{ name: string; note: string | null; mine: boolean }>(
    `SELECT nspname AS name, obj_description(oid, 'pg_namespace') AS note,
      EXISTS (SELECT 1 FROM pg_roles WHERE rolname = current_user AND rolcreaterole) AS mine
     FROM pg_namespace WHERE nspname ~ $1`,
    [ownSchemaPattern],
  );
  const numbers = Array.from({ length: workers }, (_, index) => index + 1);
  const names = new Set(numbers.flatMap((worker) => [workerSchema(worker), resetSchema(worker)]));
  for (const { name, note, mine } of rows) {
    if (!isMark(note) && names.has(name)) {
      throw new TestSetupError(
        `The database has a schema "${name}" that no test run created. Rename it, or run the tests on another database: worker schemas are dropped and recreated.`,
      );
    }
    if (!isMark(note) || names.has(name)) continue;
    const worker = Number(name.replace(/\D/g, ''));
    await dropSchema(client, worker);
    if (mine) await removeRole(client, workerRole(database, worker));
  }
}

/** Removes what a test left for the role, too: large objects, settings, privileges. */
async function removeRole(client: Client, name: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  if (rowCount !== 1) return;
  const role = escapeIdentifier(name);
  await client.query(`GRANT ${role} TO CURRENT_USER; DROP OWNED BY ${role}`);
  try {
    await client.query(`DROP ROLE ${role}`);
  } catch (error) {
    // Something in another database depends on it. Without a schema it does no harm.
    if (!(error instanceof DatabaseError) || error.code !== STILL_NEEDED) throw error;
  }
}

const STILL_NEEDED = '2BP01';
