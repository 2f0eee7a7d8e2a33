export { type Cleaning, cleanBetweenTests, type TestHooks } from './clean-between-tests';
export { onlyTablesOf } from './component/only-tables-of';
export { type ContractHooks, contract } from './contract';
export { emptyTables, type RawClient } from './empty-tables';
export {
  type Defaults,
  type Factories,
  type Factory,
  type Fields,
  factories,
  type ModelsOf,
  type Row,
} from './factories/factories';
export { type FrozenTime, frozenTime } from './frozen-time';
export {
  type MigrationHistory,
  type MigrationHistoryOptions,
  migrationHistory,
} from './migrations/migration-history';
export { expectQueries } from './queries/expect-queries';
export { type RecordedQuery, recordQueries } from './queries/recording';
