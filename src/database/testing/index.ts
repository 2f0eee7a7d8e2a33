export { emptyTables, type RawClient } from './empty-tables';
export { type RunLock, type RunLockOptions, takeRunLock } from './run-lock';
export { prepareWorkerSchemas, type WorkerSchemaOptions, type WorkerSchemas } from './schemas/prepare';
export { TestSetupError } from './test-setup-error';
export { publishAddresses, type WorkerAddresses } from './worker-address';
