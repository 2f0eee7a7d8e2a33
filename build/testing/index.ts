export { type Cleaning, cleanBetweenTests, type TestHooks } from './clean-between-tests';
export { emptyTables, type RawClient } from './empty-tables';
