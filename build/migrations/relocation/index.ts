/** What becomes of migration scripts in another Postgres schema. */
export { extensionSchemas, type MadeExtension, madeExtensions } from './extensions';
export { type Obstacle, type Relocation, type RelocationOptions, relocate } from './relocate';
