export { PostgresAdapter, postgresAdapter } from './adapter';
export type { DatabaseClient } from './connection';
export { DatabaseModule } from './database.module';
export { type DatabaseTarget, databaseTarget } from './database-target';
export { type DatabaseFault, databaseFault } from './faults';
export type {
  AsyncDatabaseOptions,
  DatabaseOptions,
  DatabaseSettings,
  DatabaseSettingsFactory,
  NamedDatabase,
} from './options';
export { type Readiness, readinessOf } from './readiness';
export { SetupError } from './setup-error';
export { closeOnSignals, type ShutdownOptions } from './shutdown/close-on-signals';
export { type BasePrismaService, InjectPrisma, PRISMA_SERVICE, prismaToken } from './tokens';
export { advisoryKey, channelName } from './worker-names';
