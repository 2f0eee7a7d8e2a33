export { PostgresAdapter, postgresAdapter } from './adapter';
export type { DatabaseClient } from './connection';
export { DatabaseModule, type DatabaseOptions } from './database.module';
export { type DatabaseTarget, databaseTarget } from './database-target';
export { type DatabaseFault, databaseFault } from './faults';
export { SetupError } from './setup-error';
export { closeOnSignals, type ShutdownOptions } from './shutdown/close-on-signals';
export { advisoryKey, channelName } from './worker-names';
