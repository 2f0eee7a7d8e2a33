import { type Client, DatabaseError, escapeIdentifier } from 'pg';
import { dropSchema } from './drop';
import { completeMark, isMark, ownSchemaPattern, ownSchemas, workerRole, workerSchema } from './names';
import { setOf, withFreeSets } from './schema-set';
import { TestSetupError } from './test-setup-error';

interface Found {
  name: string;
  note: string | null;
}

async function presentSchemas(client: Client): Promise<Found[]> {
  const { rows } = await client.query<Found>(
    `SELECT nspname AS name, obj_description(oid, 'pg_namespace') AS note FROM pg_namespace WHERE nspname ~ $1`,
    [ownSchemaPattern],
  );
  return rows;
}

/** Throws {@link TestSetupError} when one of the workers' schemas exists and no test run created it. */
export async function refuseOthersSchemas(client: Client, numbers: readonly number[]): Promise<void> {
  const names = new Set(numbers.flatMap(ownSchemas));
  const foreign = (await presentSchemas(client)).find(({ name, note }) => names.has(name) && !isMark(note));
  if (foreign === undefined) return;
  throw new TestSetupError(
    `The database has a schema "${foreign.name}" that no test run created. Rename it, or run the tests on another database: worker schemas are dropped and recreated.`,
  );
}

export interface LeftoverOptions {
  database: string;
  /** The schemas of this run. */
  numbers: readonly number[];
  /** Of what shapes a worker schema now. */
  fingerprint: string;
}

/**
 * Removes worker schemas of earlier runs: those of this run's set that it has no worker for, and those of sets that no run
 * uses and that other migrations made. Never touches a schema that no test run created.
 */
export async function removeLeftovers(
  client: Client,
  { database, numbers, fingerprint }: LeftoverOptions,
): Promise<void> {
  const found = (await presentSchemas(client)).filter(({ note }) => isMark(note));
  if (found.length === 0) return;
  const own = setOf(numbers[0] ?? 1);
  const useful = new Set(numbers);
  const useless = new Map<number, Set<number>>();
  for (const { name, note } of found) {
    const worker = Number(name.replace(/\D/g, ''));
    const set = setOf(worker);
    const isCurrent = set !== own && note?.startsWith(completeMark(`${fingerprint} `));
    // The others go with it.
    const isOther = set !== own && name !== workerSchema(worker);
    if (useful.has(worker) || isCurrent || isOther) continue;
    useless.set(set, (useless.get(set) ?? new Set()).add(worker));
  }
  const remove = async (set: number) => {
    for (const worker of useless.get(set) ?? []) await removeWorker(client, database, worker);
  };
  await remove(own);
  useless.delete(own);
  await withFreeSets(client, new Set(useless.keys()), remove);
}

async function removeWorker(client: Client, database: string, worker: number): Promise<void> {
  await dropSchema(client, worker);
  const { rows } = await client.query<{ may: boolean }>(
    'SELECT rolcreaterole AS may FROM pg_roles WHERE rolname = current_user',
  );
  if (rows[0]?.may === true) await removeRole(client, workerRole(database, worker));
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
