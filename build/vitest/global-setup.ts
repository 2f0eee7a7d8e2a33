import { projectRoot } from '../ground/project-root';
import { TestRun } from '../worker-schemas/test-run';
import { workerCount } from '../worker-schemas/worker-count';

let run: TestRun | undefined;

/** What Vitest's global setup gets: the project that is tested. */
interface TestedProject {
  config: { root: string; maxWorkers?: number };
}

/**
 * Vitest's global setup: composes the schemas and generates the clients. Starts the databases and makes the worker schemas
 * when that may take long; otherwise that happens when a test asks for its database.
 * @throws TestSetupError, which says what to do
 */
export async function setup({ config }: TestedProject): Promise<void> {
  const usual = () => workerCount('VITEST_MAX_WORKERS', 'npx vitest');
  run = new TestRun({ root: projectRoot(config.root) });
  await run.begin(() => Math.max(usual(), config.maxWorkers ?? 0));
}

/** Lets others use the worker schemas. */
export async function teardown(): Promise<void> {
  await run?.close();
}
