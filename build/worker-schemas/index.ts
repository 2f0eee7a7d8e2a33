export { prepareWorkerSchemas, type WorkerSchemaOptions, type WorkerSchemas } from './prepare';
export { type SchemaSet, type SchemaSetOptions, takeSchemaSet } from './schema-set';
export { TestSetupError } from './test-setup-error';
export { type PublishedRun, publishRun, type WorkerAddresses } from './worker-address';
