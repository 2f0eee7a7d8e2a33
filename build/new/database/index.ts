export { type CreatedDatabase, createDatabase, DatabaseWishError } from './create';
