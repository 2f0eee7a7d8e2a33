import { type Client, DatabaseError, escapeIdentifier } from 'pg';
import { dropSchema } from './drop';
import {
  completeMark,
  isMark,
  ownSchemaPattern,
  ownSchemas,
  workerDatabase,
  workerRole,
  workerSchema,
} from './names';
import { setOf, withFreeSets } from './schema-set';
import { TestSetupError } from './test-setup-error';
import { workerDatabasePattern } from './worker-place';

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
  /** The workers of this run. */
  numbers: readonly number[];
  /** Of what shapes a worker's place now; undefined when no such place is of use. */
  fingerprint: string | undefined;
}

/** What a test run left, and how to remove it. */
export interface Leftover {
  worker: number;
  /** The comment of its schema or database. */
  note: string | null;
  remove(): Promise<void>;
}

/**
 * Removes what earlier runs left: what belongs to this run's set and to none of its workers, and what belongs to sets that no
 * run uses, made by other migrations. Never touches what no test run created.
 */
export async function removeLeftovers(
  client: Client,
  all: readonly Leftover[],
  { database, numbers, fingerprint }: LeftoverOptions,
): Promise<void> {
  const own = setOf(numbers[0] ?? 1);
  const useless = new Map<number, Leftover[]>();
  for (const leftover of all) {
    const { worker, note } = leftover;
    const set = setOf(worker);
    const isUseful =
      fingerprint !== undefined &&
      (numbers.includes(worker) ||
        (set !== own && note?.startsWith(completeMark(`${fingerprint} `)) === true));
    if (!isMark(note) || isUseful) continue;
    useless.set(set, [...(useless.get(set) ?? []), leftover]);
  }
  const remove = async (set: number) => {
    for (const leftover of useless.get(set) ?? []) {
      await leftover.remove();
      if (!numbers.includes(leftover.worker)) await removeRole(client, workerRole(database, leftover.worker));
    }
  };
  await remove(own);
  useless.delete(own);
  await withFreeSets(client, new Set(useless.keys()), remove);
}

/** The workers' schemas. */
export async function leftSchemas(client: Client): Promise<Leftover[]> {
  const found = await presentSchemas(client);
  const workers = new Map<number, string | null>();
  for (const { name, note } of found) {
    const worker = Number(name.replace(/\D/g, ''));
    // The comment of the schema itself, if it exists.
    if (name === workerSchema(worker) || !workers.has(worker)) workers.set(worker, note);
  }
  return [...workers].map(([worker, note]) => ({ worker, note, remove: () => dropSchema(client, worker) }));
}

/** The workers' databases. */
export async function leftDatabases(client: Client, database: string): Promise<Leftover[]> {
  const { rows } = await client.query<Found>(
    `SELECT datname::text AS name, shobj_description(oid, 'pg_database') AS note FROM pg_database WHERE datname ~ $1`,
    [workerDatabasePattern],
  );
  return rows
    .map(({ name, note }) => ({ name, note, worker: Number(/\d+$/.exec(name)?.[0]) }))
    .filter(({ name, worker }) => name === workerDatabase(database, worker))
    .map(({ name, note, worker }) => {
      const remove = async () => {
        await client.query(`DROP DATABASE ${escapeIdentifier(name)} WITH (FORCE)`);
      };
      return { worker, note, remove };
    });
}

/** Removes what a test left for the role, too: large objects, settings, privileges. */
async function removeRole(client: Client, name: string): Promise<void> {
  const { rowCount } = await client.query(
    'SELECT 1 FROM pg_roles WHERE rolname = $1 AND (SELECT rolcreaterole FROM pg_roles WHERE rolname = current_user)',
    [name],
  );
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
