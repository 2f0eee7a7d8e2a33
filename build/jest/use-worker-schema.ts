import { workerEnvironment } from '../worker-schemas/worker-address';

// Jest runs this in each worker before it loads the application.
process.env = workerEnvironment(process.env, {
  number: Number(process.env.JEST_WORKER_ID),
  advice: 'Let jest.globalSetup.ts run, and keep what workerSchemas() returns in jest.config.js.',
});
