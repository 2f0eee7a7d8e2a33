import { workerEnvironment } from '../worker-schemas/worker-address';

// Vitest runs this before each test file. VITEST_WORKER_ID would count the files.
process.env = workerEnvironment(process.env, {
  number: Number(process.env.VITEST_POOL_ID),
  advice: 'Keep what workerSchemas() returns in vitest.config.ts.',
});
