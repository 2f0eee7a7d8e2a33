export { type CreatedDatabase, createDatabase, DatabaseOptionError } from './create';
