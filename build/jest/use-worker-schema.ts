import { workerEnvironment } from '../worker-schemas/worker-address';

// Jest runs this in each worker before it loads the application.
process.env = workerEnvironment(process.env, {
  number: Number(process.env.JEST_WORKER_ID),
  advice:
    "JEST_WORKERS sets the number of workers: don't pass --maxWorkers (-w), and let jest.globalSetup.ts run.",
});
