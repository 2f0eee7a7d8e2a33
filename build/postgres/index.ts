export { type DatabaseUrlOptions, type DatabaseUrls, databaseUrls, embeddedPostgres } from './database-urls';
export type { EmbeddedPostgres, EmbeddedStatus, Lease, Progress } from './embedded';
export { PostgresFailure } from './failure';
