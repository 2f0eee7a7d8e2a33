import { askForAddresses } from './keeper/handover';
import { lazyEnvironment } from './keeper/lazy-environment';
import { TestSetupError } from './test-setup-error';

/** Carries what the workers need to know about the run from the global setup to them. */
const variable = 'PRISMOSAIC_TEST_RUN';
/** The number of the worker whose environment has its addresses. */
const taken = 'PRISMOSAIC_WORKER';

/** Carries the project's places to the tests. */
const tested = 'PRISMOSAIC_TESTED_PROJECT';

export interface TestedDatabase {
  name: string;
  /** Absolute paths. */
  schemaFolder: string;
  migrations: string;
  /** The environment variable of the worker's address. */
  runtime: string;
  /** The application's schema, which migrations mean when they name it. */
  home: string;
}

/** What is tested: folders, absolute. */
export interface TestedProject {
  root: string;
  databases: readonly TestedDatabase[];
}

/** The project of this worker. Throws {@link TestSetupError} outside of a test run. */
export function testedProject(environment: NodeJS.ProcessEnv = process.env): TestedProject {
  const text = environment[tested];
  if (text !== undefined) return JSON.parse(text);
  throw new TestSetupError(
    'This is not a test with a database: configure the test runner with workerSchemas() (docs/testing.md).',
  );
}

/** The environment variables of the application's address and of those that no test may have. */
export interface Variables {
  runtime: string;
  migration: string;
  shadow: string;
}

/** The workers' addresses in one database, starting with the first worker. */
export interface WorkerAddresses {
  variables: Variables;
  urls: readonly string[];
}

/** What the workers must know about their run. */
export interface PublishedRun {
  /** Absolute path of the folder in which they ask for their addresses. */
  folder: string;
  /** The test runner's process. */
  runner: number;
  workers: number;
  variables: readonly Variables[];
  project: TestedProject;
}

export function publishRun(run: PublishedRun): void {
  process.env[variable] = JSON.stringify(run);
}

/** A worker of a test runner. */
export interface Worker {
  /** Its number, from 1; whatever else it is, it has no schema. */
  number: number;
  /** What sets how many there are, and what the user must not do, as a sentence. */
  advice: string;
}

/**
 * Returns the environment of this worker: it has the worker's address in each database, under the variable that the
 * application reads. The databases are prepared when one of them is first read. Removes the other workers' addresses and
 * those that may change the structure. Changes nothing when it was called in this environment before: a worker that runs
 * several files may keep it. Throws {@link TestSetupError} when the worker has no schema.
 */
export function workerEnvironment(
  environment: NodeJS.ProcessEnv,
  { number, advice }: Worker,
): NodeJS.ProcessEnv {
  const text = environment[variable];
  if (text === undefined && environment[taken] === String(number)) return environment;
  const run: PublishedRun | undefined = text === undefined ? undefined : JSON.parse(text);
  delete environment[variable];
  for (const names of run?.variables ?? []) {
    for (const name of Object.values(names)) delete environment[name];
  }
  if (run === undefined || !(Number.isInteger(number) && number >= 1 && number <= run.workers))
    throw new TestSetupError(`Test worker ${number} has no schema. ${advice}`);
  environment[taken] = String(number);
  environment[tested] = JSON.stringify(run.project);
  const runtime = run.variables.map((names) => names.runtime);
  return lazyEnvironment(environment, runtime, () => addressesOf(number, run));
}

function addressesOf(number: number, { folder, runner }: PublishedRun): Record<string, string> {
  const databases = askForAddresses(folder, runner);
  return Object.fromEntries(
    databases.map(({ variables, urls }) => [variables.runtime, urls[number - 1] ?? '']),
  );
}
