import { workerAddress } from './worker-address';

// Jest runs this in each worker before anything of the application is loaded.
process.env.DATABASE_URL = workerAddress(process.env);
