import path from 'node:path';
import { loadEnvironment } from '../ground/environment';
import { projectRoot } from '../ground/project-root';
import { noteSettings, type WorkerSchemaSettings } from '../worker-schemas/strategy';
import type { TestRun } from '../worker-schemas/test-run';
import { workerCount } from '../worker-schemas/worker-count';
import { clientClass, compilerVersion } from './client-transform';

/** The part of a Jest configuration that gives each worker its own Postgres schema. */
export interface WorkerSchemaConfig {
  maxWorkers: number;
  globalSetup: string;
  globalTeardown: string;
  setupFiles: string[];
  /** For the generated clients, where TypeScript compiles: put your own behind it. */
  transform: Record<string, string>;
}

/**
 * The settings for `jest.config.js` that run each worker in a Postgres schema of its own:
 *
 * ```js
 * const isolated = workerSchemas();
 *
 * module.exports = { ...isolated, transform: { ...isolated.transform, '\\.ts$': 'ts-jest' } };
 * ```
 *
 * `maxWorkers` is `JEST_WORKERS`, from the environment or `.env`, or one for each core. With Jest's `projects`,
 * `maxWorkers` belongs to the top and the other three to the project whose tests use the database.
 *
 * @param settings the project's folder, or more
 * @throws an error that says what to do when `JEST_WORKERS` is not a whole number from 1 to 32
 */
export function workerSchemas(settings: string | WorkerSchemaSettings = {}): WorkerSchemaConfig {
  const { root } = noteSettings(settings);
  loadEnvironment(root);
  return {
    maxWorkers: count(),
    globalSetup: beside('global-setup'),
    globalTeardown: beside('global-teardown'),
    setupFiles: [beside('use-worker-schema')],
    transform:
      compilerVersion(root) === undefined
        ? {}
        : { [clientClass]: path.join(__dirname, 'client-transform.js') },
  };
}

const count = () => workerCount('JEST_WORKERS', 'npx jest');

/** TypeScript in the checkout, JavaScript in the published package. */
function beside(name: string): string {
  return path.join(__dirname, `${name}${path.extname(__filename)}`);
}

let run: TestRun | undefined;
let watches = false;

/** What Jest's `globalSetup` gets. `rootDir` may be a folder in the project, such as `src`. */
interface GlobalSettings {
  rootDir: string;
  /** How many workers Jest may start. */
  maxWorkers?: number;
  watch?: boolean;
  watchAll?: boolean;
}

/**
 * Jest's `globalSetup`: composes the schemas and generates the clients. Starts the databases and makes the worker schemas
 * when that may take long; otherwise that happens when a test asks for its database.
 * @throws TestSetupError, which says what to do
 */
export async function setUp({ rootDir, maxWorkers = 0, watch, watchAll }: GlobalSettings): Promise<void> {
  // Loaded only for a run: `jest --listTests` needs none of it.
  const { TestRun } = await import('../worker-schemas/test-run');
  watches = watch === true || watchAll === true;
  run ??= new TestRun({ root: projectRoot(rootDir) });
  // As many as usual with --runInBand, too: the others stay for the next run.
  await run.begin(() => Math.max(count(), maxWorkers));
}

/** Jest's `globalTeardown`. The worker schemas stay for inspection; the next run resets them. */
export async function tearDown(): Promise<void> {
  await (watches ? run?.end() : run?.close());
}
