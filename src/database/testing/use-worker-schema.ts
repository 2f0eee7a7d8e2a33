import { takeWorkerAddresses } from './worker-address';

// Jest runs this in each worker before anything of the application is loaded.
takeWorkerAddresses(process.env);
