export { BranchDatabases, type ListedBranch, type Source } from './branches/branch-databases';
export { branchFile, branchInUse } from './branches/branch-record';
export { headFile } from './branches/git-head';
export type { Progress } from './bring-up';
export {
  type DatabaseUrlOptions,
  type DatabaseUrls,
  databaseUrls,
  embeddedPostgres,
  type NamedDatabase,
  sharedName,
} from './database-urls';
export type { EmbeddedPostgres, EmbeddedStatus, Lease } from './embedded';
export { PostgresFailure } from './failure';
