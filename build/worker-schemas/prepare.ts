import { availableParallelism } from 'node:os';
import { RESET_SESSION } from '@prismosaic/schema-engine/script';
import { Client, DatabaseError, escapeIdentifier, escapeLiteral } from 'pg';
import { connected } from './connected';
import { dropSchema } from './drop';
import { type Extensions, makeExtensions } from './extensions';
import { tablesOutside } from './guard';
import { leftDatabases, leftSchemas, refuseOthersSchemas, removeLeftovers } from './leftovers';
import { type Migration, readMigrations } from './migrations';
import { historyFunction, mark, resetFunction, resetSchema, workerSchema } from './names';
import { openingsOf } from './openings';
import { endOrphans } from './orphans';
import { refuseObstacles, replay } from './replay';
import { makeReset, openReset } from './reset/reset-function';
import { fingerprintOf, markOf, unchanged } from './reset/state';
import { grants, type Isolation, prepareRoles } from './roles';
import { aloneInDatabase, runName } from './schema-set';
import { searchedExtensions, sessionAddress, workerAddress } from './session-address';
import { turns } from './turns';
import { schemaPlace, type WorkerPlace } from './worker-place';

export interface WorkerSchemaOptions {
  /** The address of a role that may create schemas. */
  migrationUrl: string;
  /** The address that the workers' addresses derive from. */
  runtimeUrl: string;
  workers: number;
  /** The number of the first worker's schema. @default 1 */
  first?: number;
  /** Absolute path of the folder with the migrations. */
  migrations: string;
  /** Absolute path of the project, which other runs see. @default the migrations' folder */
  root?: string;
  /** @default no messages */
  onProgress?(message: string): void;
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
  const place = schemaPlace(worker);
  await client.query(`${RESET_SESSION}; ${role}; ${makeReset(place)}; ${openReset(place, user)}`);
  await client.query(`RESET ROLE; ${grants(worker, user)}`);
  // Last, so that a schema that a killed run left is made again.
  const complete = escapeLiteral(await markOf(client, worker, fingerprint));
  await client.query(`COMMENT ON SCHEMA ${schema} IS ${complete}`);
}

/** Brings a complete place back to what the migrations made. Returns false when that failed: then it is made again. */
export async function reset(client: Client, place: WorkerPlace): Promise<boolean> {
  const schema = escapeIdentifier(place.reset);
  try {
    await client.query(
      `SET lock_timeout = '5s'; SELECT ${schema}.${resetFunction}(); SELECT ${schema}.${historyFunction}(false); RESET lock_timeout`,
    );
    return true;
  } catch (error) {
    if (error instanceof DatabaseError) return false;
    throw error;
  }
}

/** Prepares what belongs to the whole database. Before that, refuses migrations that can't be replayed. */
async function prepareDatabase(
  client: Client,
  numbers: readonly number[],
  options: WorkerSchemaOptions,
): Promise<Plan> {
  const { migrationUrl, runtimeUrl, onProgress } = options;
  const database = client.database ?? '';
  const home = new URL(migrationUrl).searchParams.get('schema') || 'public';
  const migrations = readMigrations(options.migrations);
  await refuseObstacles(client, migrations, home);
  await refuseOthersSchemas(client, numbers);
  const extensions = await makeExtensions(client, migrations, home);
  const runtimeUser = new Client({ connectionString: runtimeUrl }).user ?? '';
  const { schemas } = extensions;
  const isolation = await prepareRoles(client, { database, runtimeUser, workers: numbers, schemas });
  if (isolation.owner !== undefined) {
    const users = numbers.map((worker) => isolation.login(worker).user);
    for (const ended of await endOrphans(client, users)) onProgress?.(ended);
  }
  const ingredients = { migrations, home, extensions, roles: [isolation.owner, runtimeUser] };
  const fingerprint = await fingerprintOf(client, ingredients);
  await removeLeftovers(client, await leftSchemas(client), { database, numbers, fingerprint });
  const otherStrategy = { database, numbers, fingerprint: undefined };
  await removeLeftovers(client, await leftDatabases(client, database), otherStrategy);
  const kept: number[] = [];
  for (const worker of await unchanged(client, numbers, fingerprint))
    if (await reset(client, schemaPlace(worker))) kept.push(worker);
  const outside = await tablesOutside(client);
  return { ...ingredients, outside, isolation, fingerprint, kept, inTurn: turns() };
}

/**
 * Makes the workers' schemas, `test_1` … `test_N` unless `first` is another number, by replaying the migrations in all of them
 * in parallel, and gives each worker access to its own. Those that the same migrations made before, by the same versions,
 * are only reset. One run at a time does that. Never touches schema `public`. Throws `TestSetupError`, for instance when a
 * migration fails.
 */
export function prepareWorkerSchemas(options: WorkerSchemaOptions): Promise<WorkerSchemas> {
  return preparing(options, prepareAll);
}

/** Does the work with a connection to the database, while no other run prepares there. */
export function preparing<Result>(
  options: WorkerSchemaOptions,
  work: (client: Client, options: WorkerSchemaOptions) => Promise<Result>,
): Promise<Result> {
  const { root = options.migrations, onProgress } = options;
  const onWait = (other: string) =>
    onProgress?.(`Waiting for another test run that prepares its schemas: ${other} …`);
  return connected(
    options.migrationUrl,
    (database) => aloneInDatabase(database, onWait, () => work(database, options)),
    runName(root),
  );
}

async function prepareAll(database: Client, options: WorkerSchemaOptions): Promise<WorkerSchemas> {
  const { migrationUrl, runtimeUrl, workers, first = 1 } = options;
  const numbers = Array.from({ length: workers }, (_, index) => first + index);
  const plan = await prepareDatabase(database, numbers, options);
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
    openings: owner === undefined ? [] : await openingsOf(database, login(first).user),
  };
}
