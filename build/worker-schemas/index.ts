export { prepareWorkerSchemas, type WorkerSchemaOptions, type WorkerSchemas } from './prepare';
export { type RunLock, type RunLockOptions, takeRunLock } from './run-lock';
export { TestSetupError } from './test-setup-error';
export { publishAddresses, type WorkerAddresses } from './worker-address';
