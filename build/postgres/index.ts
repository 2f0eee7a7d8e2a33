export type { Progress } from './bring-up';
export {
  type DatabaseUrlOptions,
  type DatabaseUrls,
  databaseUrls,
  embeddedPostgres,
  type NamedDatabase,
} from './database-urls';
export type { EmbeddedPostgres, EmbeddedStatus, Lease } from './embedded';
export { PostgresFailure } from './failure';
