import { escapeLiteral } from 'pg';
import { historySchema, resetSchema, workerSchema, workerSchemaPattern } from './names';

/** Where a worker has its tables, and what brings them back. */
export interface WorkerPlace {
  /** The schema with what makes it again as it was after the migrations. */
  reset: string;
  /** The schema in which tests of migrations apply them one by one. */
  history: string;
  /** SQL: whether a schema, by its OID, holds tables of the worker. */
  isHome(oid: string): string;
}

/** A schema of the application's database. */
export const schemaPlace = (worker: number): WorkerPlace => ({
  reset: resetSchema(worker),
  history: historySchema(worker),
  isHome: (oid) => `${oid} = ${escapeLiteral(workerSchema(worker))}::regnamespace`,
});

// Named as of a worker 0, which no run has.
const RESET = 'test_0_reset';
const HISTORY = 'test_0_history';

/** SQL: whether a schema, by its name, is PostgreSQL's own or ours. */
const isOther = (name: string) => `${name} ~ '^(pg_|information_schema$|${RESET}$|${HISTORY}$)'`;

/** A database of its own, with the schemas that the migrations make. */
export const databasePlace: WorkerPlace = {
  reset: RESET,
  history: HISTORY,
  isHome: (oid) => `${oid} IN (SELECT n.oid FROM pg_namespace n WHERE NOT ${isOther('n.nspname')})`,
};

/** Matches the names of workers' databases, in PostgreSQL's and in JavaScript's regular expressions. */
export const workerDatabasePattern = '_test_[0-9]+$';

/** SQL: the name of the reset schema of the session's worker; NULL in any other place. */
export const RESET_OF_SESSION = `CASE WHEN current_schema() ~ ${escapeLiteral(workerSchemaPattern)} THEN current_schema() || '_reset'
  WHEN current_database() ~ ${escapeLiteral(workerDatabasePattern)} THEN (SELECT nspname::text FROM pg_catalog.pg_namespace WHERE nspname = '${RESET}') END`;

/** SQL: whether a table, by the OID of its schema, is the session's worker's. */
export const IN_SESSION = (oid: string): string =>
  `(CASE WHEN current_schema() ~ ${escapeLiteral(workerSchemaPattern)} THEN ${oid} = current_schema()::regnamespace ELSE ${databasePlace.isHome(oid)} END)`;

/** The place of a worker, by its address; undefined for any other address. */
export function placeOf(url: string): WorkerPlace | undefined {
  if (!URL.canParse(url)) return undefined;
  const { pathname, searchParams } = new URL(url);
  const schema = searchParams.get('schema') ?? '';
  if (new RegExp(workerSchemaPattern).test(schema)) return schemaPlace(Number(schema.replace(/\D/g, '')));
  return new RegExp(workerDatabasePattern).test(decodeURIComponent(pathname)) ? databasePlace : undefined;
}

/** Matches an address with a schema of {@link WorkerPlace.history}. */
export const historyAddress = /test_[0-9]+_history\b/;
