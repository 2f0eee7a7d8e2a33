import { workerEnvironment } from '../worker-schemas/worker-address';

// Vitest runs this before each test file. VITEST_WORKER_ID would count the files.
process.env = workerEnvironment(process.env, {
  number: Number(process.env.VITEST_POOL_ID),
  advice:
    "VITEST_MAX_WORKERS sets the number of workers: don't pass --maxWorkers, and keep what workerSchemas() returns in vitest.config.ts.",
});
