import path from 'node:path';
import { Composer, type DatabaseSettings } from './build/composer';
import { formatDiagnostic, wantsColor } from './build/diagnostics';
import { loadEnvironment } from './build/environment';
import { announceSlow } from './build/ground/announce-slow';
import { databaseUrls, embeddedPostgres, type Lease } from './build/postgres';
import {
  prepareWorkerSchemas,
  publishAddresses,
  type RunLock,
  TestSetupError,
  takeRunLock,
  type WorkerAddresses,
} from './src/database/testing';

const root = __dirname;
const say = (message: string) => process.stderr.write(`${message}\n`);

/** What one run holds. With `--watch` one process has many runs, each with its setup and teardown. */
class Run {
  readonly locks: RunLock[] = [];
  readonly places = new Map<string, string>();
  lease: Lease | undefined;

  async end(): Promise<void> {
    for (const lock of this.locks) await lock.release();
    await this.lease?.release();
  }
}

let run = new Run();

async function compose(): Promise<DatabaseSettings[]> {
  const composer = new Composer({ root });
  const { ok, diagnostics } = await composer.run();
  const text = diagnostics.map((found) =>
    formatDiagnostic(found, { root, color: wantsColor(process.stderr, process.env) }),
  );
  if (!ok)
    throw new TestSetupError(
      ['The component schemas have errors, so no tests were run.', ...text].join('\n'),
    );
  text.forEach(say);
  return (await composer.databases()).databases;
}

/** Creates a database's worker schemas, under a lock: a second test run would drop them. */
async function prepare(database: DatabaseSettings): Promise<WorkerAddresses> {
  const { runtime, migration, origin } = await databaseUrls({
    root,
    environment: process.env,
    database,
    onProgress: say,
  });
  const { host, pathname } = new URL(migration);
  const other = run.places.get(host + pathname);
  if (other !== undefined) {
    throw new TestSetupError(
      `The databases "${other}" and "${database.name}" are the same database, see ${database.variables.runtime}: their worker schemas would be the same.`,
    );
  }
  run.places.set(host + pathname, database.name);
  if (origin === 'embedded') run.lease ??= await embeddedPostgres(root).hold(say);
  run.locks.push(
    await takeRunLock({
      url: migration,
      root,
      onWait: (holder) => say(`Waiting for another test run on this database: ${holder} …`),
    }),
  );
  const { urls, separateRoles, openings } = await prepareWorkerSchemas({
    migrationUrl: migration,
    runtimeUrl: runtime,
    workers: Number(process.env.JEST_WORKERS),
    migrations: path.join(root, database.migrations),
  });
  if (!separateRoles) {
    say(
      "The migration role can't create roles, so raw SQL that names another schema is not refused in tests.",
    );
  }
  for (const opening of openings) say(opening);
  return { variables: database.variables, urls };
}

/** Before the tests: composes the schemas, generates the clients, starts the databases, creates the worker schemas. */
export default async function setUp(): Promise<void> {
  loadEnvironment(root);
  run = new Run();
  const databases = await announceSlow('Composing the component schemas', compose);
  try {
    const addresses: WorkerAddresses[] = [];
    // In the same order in each run, so that two runs never wait for each other.
    for (const database of databases) {
      const what = `Preparing the worker schemas of the database "${database.name}"`;
      addresses.push(await announceSlow(what, () => prepare(database)));
    }
    publishAddresses(addresses, process.env);
  } catch (error) {
    await tearDown();
    throw error;
  }
}

/** After the tests. The worker schemas stay for inspection; the next run recreates them. */
export async function tearDown(): Promise<void> {
  await run.end();
}
