import { TestSetupError } from './test-setup-error';

/** Carries the workers' addresses from the global setup to the workers. */
const variable = 'PRISMOSAIC_WORKER_URLS';

export function publishAddresses(urls: readonly string[], environment: NodeJS.ProcessEnv): void {
  environment[variable] = JSON.stringify(urls);
}

/**
 * The address of this Jest worker. Takes the other workers' addresses and those that may change the structure out of
 * the environment. Throws {@link TestSetupError} when the worker has no schema.
 */
export function workerAddress(environment: NodeJS.ProcessEnv): string {
  const urls: unknown = JSON.parse(environment[variable] ?? '[]');
  for (const name of [variable, 'MIGRATION_DATABASE_URL', 'SHADOW_DATABASE_URL']) delete environment[name];
  const worker = Number(environment.JEST_WORKER_ID);
  const url = Array.isArray(urls) ? urls[worker - 1] : undefined;
  if (typeof url === 'string') return url;
  throw new TestSetupError(
    `Jest worker ${environment.JEST_WORKER_ID} has no schema. JEST_WORKERS says how many there are: don't pass --maxWorkers (-w), and let jest.globalSetup.ts run.`,
  );
}
