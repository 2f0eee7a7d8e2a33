import { createHash } from 'node:crypto';

/** The Postgres schema that one Jest worker owns. Workers count from 1. */
export const workerSchema = (worker: number): string => `test_${worker}`;

/** Matches the names of {@link workerSchema}, in PostgreSQL's and in JavaScript's regular expressions. */
export const workerSchemaPattern = '^test_[0-9]+$';

/** The schema beside it, with what makes it again as it was after the migrations: their rows, and the function that does it. */
export const resetSchema = (worker: number): string => `${workerSchema(worker)}${resetSuffix}`;

export const resetSuffix = '_reset';

/** The schema in which tests of migrations apply them one by one. It exists while such a test runs. */
export const historySchema = (worker: number): string => `${workerSchema(worker)}_history`;

/** The function of {@link resetSchema} that makes {@link historySchema} empty, or drops it. */
export const historyFunction = 'history';

/** The function of {@link resetSchema} that lets the worker's role use some tables only, or all again. */
export const restrictFunction = 'restrict';

/** The function of {@link resetSchema}. */
export const resetFunction = 'reset';

/** Its function that lets sequences start again. */
export const restartFunction = 'restart';

/** Matches the names of {@link workerSchema}, {@link resetSchema} and {@link historySchema}. */
export const ownSchemaPattern = `^test_[0-9]+(${resetSuffix}|_history)?$`;

/** All schemas of a worker. */
export const ownSchemas = (worker: number): string[] => [
  workerSchema(worker),
  resetSchema(worker),
  historySchema(worker),
];

const kind = 'Prismosaic worker schema:';

/** The comment of a schema that a test run created: one of the same name without it is the user's, and never touched. */
export const mark = `${kind} every test run recreates it`;

/** The comment of a schema that is complete. Another run with the same state keeps it. */
export const completeMark = (state: string): string => `${kind} complete ${state}`;

/** Whether a schema's comment marks it as created by a test run, of this version or another. */
export const isMark = (comment: string | null): boolean => comment?.startsWith(kind) === true;

/** Roles belong to the whole server, so they carry the database's name; PostgreSQL cuts names at 63 bytes. */
function roleName(database: string, suffix: string): string {
  const name = `${database}_${suffix}`;
  if (Buffer.byteLength(name) <= 63) return name;
  return `${createHash('sha256').update(database).digest('hex').slice(0, 32)}_${suffix}`;
}

/** The role a worker logs in as: rows of its own schema, and nothing else. */
export const workerRole = (database: string, worker: number): string =>
  roleName(database, workerSchema(worker));

/** The database that a worker owns, with the strategy `database`. */
export const workerDatabase = (database: string, worker: number): string =>
  roleName(database, workerSchema(worker));

/** The database that the workers' databases are copied from. */
export const templateDatabase = (database: string): string => roleName(database, 'test_template');

/** The role that owns the worker schemas. It can't log in, and may not touch other schemas. */
export const ownerRole = (database: string): string => roleName(database, 'test_owner');
