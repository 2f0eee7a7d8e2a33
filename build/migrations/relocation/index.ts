/** Rewrites migration scripts for another Postgres schema. */
export { extensionSchemas, type MadeExtension, madeExtensions } from './extensions';
export { forOneDatabase, type Obstacle, type Relocation, type RelocationOptions, relocate } from './relocate';
