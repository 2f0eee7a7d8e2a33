import { TestSetupError } from './test-setup-error';

/** Carries all workers' addresses from the global setup to the workers. */
const variable = 'PRISMOSAIC_WORKER_URLS';
/** The number of the worker whose environment has its addresses. */
const taken = 'PRISMOSAIC_WORKER';

/** The workers' addresses in one database, starting with the first worker. */
export interface WorkerAddresses {
  /** The environment variables of the application's address and of those that no test may have. */
  variables: { runtime: string; migration: string; shadow: string };
  urls: readonly string[];
}

export function publishAddresses(
  databases: readonly WorkerAddresses[],
  environment: NodeJS.ProcessEnv,
): void {
  environment[variable] = JSON.stringify(databases.map(({ variables, urls }) => ({ variables, urls })));
}

/** A worker of a test runner. */
export interface Worker {
  /** Its number, from 1; whatever else it is, it has no schema. */
  number: number;
  /** What sets how many there are, and what the user must not do, as a sentence. */
  advice: string;
}

/**
 * Gives this worker its address in each database, under the variable that the application reads. Removes the other
 * workers' addresses and those that may change the structure from the environment. Does nothing when it was called in this
 * environment before: a worker that runs several files may keep it. Throws {@link TestSetupError} when the worker has no
 * schema.
 */
export function takeWorkerAddresses(environment: NodeJS.ProcessEnv, { number, advice }: Worker): void {
  const published = environment[variable];
  if (published === undefined && environment[taken] === String(number)) return;
  const databases: WorkerAddresses[] = JSON.parse(published ?? '[]');
  delete environment[variable];
  for (const { variables, urls } of databases) {
    for (const name of Object.values(variables)) delete environment[name];
    const url = urls[number - 1];
    if (url !== undefined) environment[variables.runtime] = url;
  }
  if (databases[0]?.urls[number - 1] === undefined)
    throw new TestSetupError(`Test worker ${number} has no schema. ${advice}`);
  environment[taken] = String(number);
}
