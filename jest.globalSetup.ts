import path from 'node:path';
import { Composer } from './build/composer';
import { formatDiagnostic } from './build/diagnostics';
import { loadEnvironment } from './build/environment';
import { databaseUrls, embeddedPostgres, type Lease } from './build/postgres';
import {
  prepareWorkerSchemas,
  publishAddresses,
  type RunLock,
  TestSetupError,
  takeRunLock,
} from './src/database/testing';

const root = __dirname;
const say = (message: string) => process.stderr.write(`${message}\n`);

let lock: RunLock | undefined;
let lease: Lease | undefined;

async function compose(): Promise<void> {
  const { ok, diagnostics } = await new Composer({ root }).run();
  const text = diagnostics.map((found) =>
    formatDiagnostic(found, { root, color: Boolean(process.stderr.isTTY) }),
  );
  if (!ok)
    throw new TestSetupError(['The component schemas are at fault, so no test was run.', ...text].join('\n'));
  text.forEach(say);
}

/** Before the tests: schemas composed, client generated, database up, a schema for each worker. */
export default async function setUp(): Promise<void> {
  loadEnvironment(root);
  await compose();
  const { runtime, migration, origin } = await databaseUrls({
    root,
    environment: process.env,
    onProgress: say,
  });
  if (origin === 'embedded') lease = await embeddedPostgres(root).hold(say);
  try {
    lock = await takeRunLock(migration, () =>
      say('Another test run uses this database: waiting for it to end …'),
    );
    const { urls, separateRoles } = await prepareWorkerSchemas({
      migrationUrl: migration,
      runtimeUrl: runtime,
      workers: Number(process.env.JEST_WORKERS),
      migrations: path.join(root, 'prisma', 'migrations'),
    });
    if (!separateRoles) {
      say(
        'The migration role may not make roles, so raw SQL that names another schema is not refused in tests.',
      );
    }
    publishAddresses(urls, process.env);
  } catch (error) {
    await tearDown();
    throw error;
  }
}

/** After the tests. The worker schemas stay, to be looked at; the next run makes them anew. */
export async function tearDown(): Promise<void> {
  await lock?.release();
  await lease?.release();
}
