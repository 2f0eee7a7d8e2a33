import { projectRoot } from '../ground/project-root';
import { TestRun } from '../worker-schemas/test-run';
import { workerCount } from '../worker-schemas/worker-count';

let run: TestRun | undefined;

/** What Vitest's global setup gets: the project that is tested. */
interface TestedProject {
  config: { root: string; maxWorkers?: number };
}

/**
 * Vitest's global setup: composes the schemas, generates the clients, starts the databases, makes the worker schemas.
 * @throws TestSetupError, which says what to do
 */
export async function setup({ config }: TestedProject): Promise<void> {
  const workers = () => workerCount('VITEST_MAX_WORKERS', 'npx vitest');
  run = new TestRun({ root: projectRoot(config.root), workers });
  await run.begin();
}

/** Lets the next run use the databases. Without it the runner would wait for the connection that holds the lock. */
export async function teardown(): Promise<void> {
  await run?.end();
}
