import { Client, escapeIdentifier } from 'pg';
import { leftDatabases, leftSchemas, removeLeftovers } from '../leftovers';
import { readMigrations } from '../migrations';
import { completeMark, templateDatabase, workerDatabase } from '../names';
import { openingsOf } from '../openings';
import { endOrphans } from '../orphans';
import { preparing, type WorkerSchemaOptions, type WorkerSchemas } from '../prepare';
import { fingerprintOf } from '../reset/state';
import { prepareRoles } from '../roles';
import { TestSetupError } from '../test-setup-error';
import { makeTemplate } from './template';
import {
  addressOfDatabase,
  comments,
  createDatabase,
  keepDatabase,
  openDatabase,
  refuseOthersDatabases,
} from './worker-database';

/**
 * Makes a database for each worker, by copying one in which the migrations ran as they do in a deployment: for migrations and
 * SQL that name schemas. Databases that the same migrations made before are only reset. Throws `TestSetupError`.
 */
export function prepareWorkerDatabases(options: WorkerSchemaOptions): Promise<WorkerSchemas> {
  return preparing(options, prepareAll);
}

async function prepareAll(client: Client, options: WorkerSchemaOptions): Promise<WorkerSchemas> {
  const { migrationUrl, runtimeUrl, workers, first = 1, onProgress } = options;
  const database = client.database ?? '';
  const home = new URL(migrationUrl).searchParams.get('schema') || 'public';
  const numbers = Array.from({ length: workers }, (_, index) => first + index);
  const template = templateDatabase(database);
  const notes = await comments(client);
  refuseOthersDatabases([template, ...numbers.map((worker) => workerDatabase(database, worker))], notes);
  await refuseWithoutRights(client);

  const migrations = readMigrations(options.migrations);
  const runtimeUser = new Client({ connectionString: runtimeUrl }).user ?? '';
  const { owner, login } = await prepareRoles(client, {
    ...{ database, runtimeUser, workers: numbers },
    schemas: new Set<string>(),
  });
  const users = numbers.map((worker) => login(worker).user);
  if (owner !== undefined) for (const ended of await endOrphans(client, users)) onProgress?.(ended);
  const extensions = { schemas: new Set<string>(), unseen: [] };
  const roles = ['database', owner, runtimeUser];
  const fingerprint = await fingerprintOf(client, { migrations, home, extensions, roles });
  await removeLeftovers(client, await leftDatabases(client, database), { database, numbers, fingerprint });
  const otherStrategy = { database, numbers, fingerprint: undefined };
  await removeLeftovers(client, await leftSchemas(client), otherStrategy);

  if (notes.get(template) !== completeMark(fingerprint))
    await makeTemplate(client, { migrationUrl, name: template, migrations, home, fingerprint });
  for (const worker of numbers) {
    const name = workerDatabase(database, worker);
    const url = addressOfDatabase(migrationUrl, name);
    if (await keepDatabase(url, notes.get(name) ?? null, fingerprint)) continue;
    await createDatabase(client, name, template);
    await openDatabase(url, name, login(worker).user, fingerprint);
  }
  const urls = numbers.map((worker) => {
    const url = new URL(addressOfDatabase(runtimeUrl, workerDatabase(database, worker)));
    const { user, password } = login(worker);
    if (password !== undefined) {
      url.username = encodeURIComponent(user);
      url.password = encodeURIComponent(password);
    }
    return url.href;
  });
  const openings = owner === undefined ? [] : await openingsOf(client, login(first).user);
  return { urls, separateRoles: owner !== undefined, openings };
}

async function refuseWithoutRights(client: Client): Promise<void> {
  const { rows } = await client.query<{ may: boolean }>(
    'SELECT rolsuper OR rolcreatedb AS may FROM pg_roles WHERE rolname = current_user',
  );
  if (rows[0]?.may === true) return;
  throw new TestSetupError(
    `The strategy "database" needs a migration role that may create databases: ALTER ROLE ${escapeIdentifier(client.user ?? '')} CREATEDB;`,
  );
}
