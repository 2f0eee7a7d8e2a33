export { type Cleaning, cleanBetweenTests, type TestHooks } from './clean-between-tests';
export { emptyTables, type RawClient } from './empty-tables';
export { expectQueries } from './queries/expect-queries';
export { type RecordedQuery, recordQueries } from './queries/recording';
