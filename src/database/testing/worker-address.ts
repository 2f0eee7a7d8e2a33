import { TestSetupError } from './test-setup-error';

/** Carries all workers' addresses from the global setup to the workers. */
const variable = 'PRISMOSAIC_WORKER_URLS';

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

/**
 * Gives this Jest worker its address in each database, under the variable that the application reads. Removes the other
 * workers' addresses and those that may change the structure from the environment. Throws {@link TestSetupError}
 * when the worker has no schema.
 */
export function takeWorkerAddresses(environment: NodeJS.ProcessEnv): void {
  const databases: WorkerAddresses[] = JSON.parse(environment[variable] ?? '[]');
  delete environment[variable];
  const worker = Number(environment.JEST_WORKER_ID);
  for (const { variables, urls } of databases) {
    for (const name of Object.values(variables)) delete environment[name];
    const url = urls[worker - 1];
    if (url !== undefined) environment[variables.runtime] = url;
  }
  if (databases[0]?.urls[worker - 1] !== undefined) return;
  throw new TestSetupError(
    `Jest worker ${environment.JEST_WORKER_ID} has no schema. JEST_WORKERS sets the number of workers: don't pass --maxWorkers (-w), and let jest.globalSetup.ts run.`,
  );
}
