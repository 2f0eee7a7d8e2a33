export { type DecideOptions, decide } from './decide';
export { type External, externals } from './external';
export { recordPlace } from './record';
export { type Asked, isMeant } from './review';
export { type OwnershipPlace, rememberTables, settleOwnership } from './settle';
export type { Decision, OwnedTable, RemovedTable } from './table';
