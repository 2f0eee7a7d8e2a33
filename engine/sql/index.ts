/** Reads SQL scripts as PostgreSQL does: where a statement begins, and what is a name. */
export { Cursor } from './cursor';
export { nameOf } from './names';
export { offsetOf, type Place, placeOf } from './places';
export { type Statement, statementsOf } from './statements';
export { type Token, type TokenKind, tokensOf } from './tokens';
