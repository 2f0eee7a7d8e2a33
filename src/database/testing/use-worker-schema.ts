import { takeWorkerAddresses } from './worker-address';

// Jest runs this in each worker before it loads the application.
takeWorkerAddresses(process.env);
