export { emptyTables, type RawClient } from './empty-tables';
