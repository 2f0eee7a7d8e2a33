import { availableParallelism } from 'node:os';
import { RESET_SESSION } from '@prismosaic/schema-engine/script';
import { Client, DatabaseError, escapeIdentifier, escapeLiteral } from 'pg';
import { dropSchema } from './drop';
import { type Extensions, makeExtensions } from './extensions';
import { tablesOutside } from './guard';
import { removeLeftovers } from './leftovers';
import { type Migration, readMigrations } from './migrations';
import { mark, resetFunction, resetSchema, workerSchema } from './names';
import { openingsOf } from './openings';
import { refuseObstacles, replay } from './replay';
import { makeReset } from './reset/reset-function';
import { fingerprintOf, markOf, unchanged } from './reset/state';
import { grants, type Isolation, prepareRoles } from './roles';
import { searchedExtensions, sessionAddress, workerAddress } from './session-address';
import { turns } from './turns';

export interface WorkerSchemaOptions {
  /** The address of a role that may create schemas. */
  migrationUrl: string;
  /** The address that the workers' addresses derive from. */
  runtimeUrl: string;
  workers: number;
  /** Absolute path of the folder with the migrations. */
  migrations: string;
}

export interface WorkerSchemas {
  /** The address of each worker, starting with the first: its `DATABASE_URL`. */
  urls: string[];
  /** Whether each worker has its own role, so that raw SQL can't reach another schema. */
  separateRoles: boolean;
  /** What tests can still reach in the application's schema, with the statement that closes it. */
  openings: string[];
}

interface Plan {
  migrations: readonly Migration[];
  /** The application's schema. */
  home: string;
  extensions: Extensions;
  outside: string;
  isolation: Isolation;
  /** Of all that shapes a worker schema. */
  fingerprint: string;
  /** The workers whose schemas are complete, and as they were made. */
  kept: readonly number[];
  inTurn: ReturnType<typeof turns>;
}

async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function makeSchema(client: Client, worker: number, plan: Plan): Promise<void> {
  const { migrations, isolation, fingerprint, kept: _, ...target } = plan;
  const name = workerSchema(worker);
  const schema = escapeIdentifier(name);
  const owner = isolation.owner === undefined ? 'CURRENT_USER' : escapeIdentifier(isolation.owner);
  await dropSchema(client, worker);
  for (const made of [name, resetSchema(worker)])
    await client.query(`CREATE SCHEMA ${escapeIdentifier(made)} AUTHORIZATION ${owner};
      COMMENT ON SCHEMA ${escapeIdentifier(made)} IS ${escapeLiteral(mark)}`);
  const role = isolation.owner === undefined ? 'RESET ROLE' : `SET ROLE ${owner}`;
  await replay(client, migrations, { ...target, schema: name }, `${role}; SET search_path = ${schema}`);
  const { user } = isolation.login(worker);
  await client.query(`${RESET_SESSION}; ${role}; ${makeReset(worker, user)}`);
  await client.query(`RESET ROLE; ${grants(worker, user)}`);
  // Last, so that a schema that a killed run left is made again.
  const complete = escapeLiteral(await markOf(client, worker, fingerprint));
  await client.query(`COMMENT ON SCHEMA ${schema} IS ${complete}`);
}

/** Brings a complete schema back to what the migrations made. Returns false when that failed: then it is made again. */
async function reset(client: Client, worker: number): Promise<boolean> {
  try {
    await client.query(
      `SET lock_timeout = '5s'; SELECT ${escapeIdentifier(resetSchema(worker))}.${resetFunction}(); RESET lock_timeout`,
    );
    return true;
  } catch (error) {
    if (error instanceof DatabaseError) return false;
    throw error;
  }
}

/** Prepares what belongs to the whole database. Before that, refuses migrations that can't be replayed. */
async function prepareDatabase(client: Client, options: WorkerSchemaOptions): Promise<Plan> {
  const { migrationUrl, runtimeUrl, workers } = options;
  const database = client.database ?? '';
  const home = new URL(migrationUrl).searchParams.get('schema') || 'public';
  const migrations = readMigrations(options.migrations);
  await refuseObstacles(client, migrations, home);
  await removeLeftovers(client, database, workers);
  const extensions = await makeExtensions(client, migrations, home);
  const runtimeUser = new Client({ connectionString: runtimeUrl }).user ?? '';
  const { schemas } = extensions;
  const isolation = await prepareRoles(client, { database, runtimeUser, workers, schemas });
  const ingredients = { migrations, home, extensions, roles: [isolation.owner, runtimeUser] };
  const fingerprint = await fingerprintOf(client, ingredients);
  const kept: number[] = [];
  for (const worker of await unchanged(client, numbersTo(workers), fingerprint))
    if (await reset(client, worker)) kept.push(worker);
  const outside = await tablesOutside(client);
  return { ...ingredients, outside, isolation, fingerprint, kept, inTurn: turns() };
}

const numbersTo = (workers: number) => Array.from({ length: workers }, (_, index) => index + 1);

/**
 * Makes `test_1` … `test_N` by replaying the migrations in all of them in parallel, and gives each worker access to
 * its own. Those that the same migrations made before, by the same versions, are only reset. Never touches schema
 * `public`. Throws `TestSetupError`, for instance when a migration fails.
 */
export async function prepareWorkerSchemas(options: WorkerSchemaOptions): Promise<WorkerSchemas> {
  const { migrationUrl, runtimeUrl, workers } = options;
  return await connected(migrationUrl, async (database) => {
    const plan = await prepareDatabase(database, options);
    const numbers = numbersTo(workers);
    const missing = numbers.filter((worker) => !plan.kept.includes(worker));
    // More sessions at once than cores wait for each other's locks on the catalogs.
    const sessions = Math.min(missing.length, Math.max(2, availableParallelism()));
    const made = await Promise.allSettled(
      Array.from({ length: sessions }, async () => {
        for (let worker = missing.shift(); worker !== undefined; worker = missing.shift()) {
          const own = worker;
          await connected(sessionAddress(migrationUrl, own), (client) => makeSchema(client, own, plan));
        }
      }),
    );
    const failed = made.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    const { owner, login } = plan.isolation;
    const searched =
      plan.extensions.schemas.size === 0
        ? []
        : await connected(runtimeUrl, (client) => searchedExtensions(client, plan.extensions));
    return {
      urls: numbers.map((worker) => workerAddress(runtimeUrl, worker, login(worker), searched)),
      separateRoles: owner !== undefined,
      openings: owner === undefined ? [] : await openingsOf(database, login(1).user),
    };
  });
}
