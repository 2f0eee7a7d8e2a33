export { type Advice, formatAdvice, prismaOf } from './advice';
export { type Inspected, type InspectedDatabase, MigrationInspection } from './inspection';
export type { MigrationState } from './state';
