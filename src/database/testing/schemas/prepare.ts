import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { removeLeftovers } from './leftovers';
import { type Migration, makeExtensions, readMigrations, replay } from './migrations';
import { mark, workerSchema } from './names';
import { grants, type Isolation, prepareRoles } from './roles';

export interface WorkerSchemaOptions {
  /** The address of a role that may make schemas. */
  migrationUrl: string;
  /** The address that the workers' addresses are made from. */
  runtimeUrl: string;
  workers: number;
  /** Absolute path of the folder that holds the migrations. */
  migrations: string;
}

export interface WorkerSchemas {
  /** The address of each worker, the first one's first: what its `DATABASE_URL` becomes. */
  urls: string[];
  /** Whether each worker has a role of its own, so that raw SQL can't reach another schema. */
  separateRoles: boolean;
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

async function makeSchema(
  client: Client,
  worker: number,
  migrations: readonly Migration[],
  isolation: Isolation,
): Promise<void> {
  const schema = escapeIdentifier(workerSchema(worker));
  const owner = isolation.owner === undefined ? 'CURRENT_USER' : escapeIdentifier(isolation.owner);
  await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE; CREATE SCHEMA ${schema} AUTHORIZATION ${owner};
    COMMENT ON SCHEMA ${schema} IS ${escapeLiteral(mark)}`);
  const role = isolation.owner === undefined ? 'RESET ROLE' : `SET ROLE ${owner}`;
  await replay(client, migrations, `${role}; SET search_path = ${schema}`);
  await client.query(`RESET ROLE; ${grants(worker, isolation.login(worker).user)}`);
}

function workerUrl(runtimeUrl: string, worker: number, isolation: Isolation): string {
  const url = new URL(runtimeUrl);
  const { user, password } = isolation.login(worker);
  if (password !== undefined) {
    url.username = encodeURIComponent(user);
    url.password = encodeURIComponent(password);
  }
  url.searchParams.set('schema', workerSchema(worker));
  return url.href;
}

/**
 * Makes `test_1` … `test_N` anew by replaying the migrations in each, at once, and lets each worker reach its own.
 * Schema `public` is never touched. Throws `TestSetupError`, for instance when a migration fails.
 */
export async function prepareWorkerSchemas(options: WorkerSchemaOptions): Promise<WorkerSchemas> {
  const { migrationUrl, runtimeUrl, workers } = options;
  const migrations = readMigrations(options.migrations);
  const isolation = await connected(migrationUrl, async (client) => {
    const database = client.database ?? '';
    await removeLeftovers(client, database, workers);
    await makeExtensions(client, migrations);
    const runtimeUser = new Client({ connectionString: runtimeUrl }).user ?? '';
    return prepareRoles(client, { database, runtimeUser, workers });
  });
  const numbers = Array.from({ length: workers }, (_, index) => index + 1);
  const made = await Promise.allSettled(
    numbers.map((worker) =>
      connected(migrationUrl, (client) => makeSchema(client, worker, migrations, isolation)),
    ),
  );
  const failed = made.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return {
    urls: numbers.map((worker) => workerUrl(runtimeUrl, worker, isolation)),
    separateRoles: isolation.owner !== undefined,
  };
}
