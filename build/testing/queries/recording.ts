import type { Client, Pool } from 'pg';
import { type Driver, drivers } from '../drivers';
import { statementKind } from '../rollback/statement-kind';
import { placeInProject } from './place';

/** A query that reached the driver. */
export interface RecordedQuery {
  /** As it was sent, without its values. */
  sql: string;
  /** `path:line:column` of the call in the project's own code; undefined when it is not known. */
  place: string | undefined;
}

const recordings = new Set<RecordedQuery[]>();
const patched = new WeakSet<object>();
const ours = new WeakSet<object>();

/** Marks a connection whose queries stand for those that the application sent to another. */
export function isOurs(client: Client): Client {
  ours.add(client);
  return client;
}

/** Where pools were asked: they send a query only when they have a connection, and the call stack is another then. */
const asked = new WeakMap<object, string>();

/** Adds a query to what is being recorded. What begins or ends a transaction is no query. */
export function noteQuery(sql: string, place = placeInProject()): void {
  if (recordings.size === 0 || statementKind(sql) !== 'other' || /^\s*(savepoint|release)\b/i.test(sql))
    return;
  // A relation's rows come by a second query, after the one that the code has asked for.
  for (const queries of recordings) queries.push({ sql, place: place ?? queries.at(-1)?.place });
}

/**
 * Records the queries of all clients and pools of this process while some work is done, those of requests to a server in
 * this process too.
 */
export async function recordQueries<Result>(
  work: () => Result | PromiseLike<Result>,
): Promise<{ result: Result; queries: RecordedQuery[] }> {
  for (const driver of drivers()) patch(driver);
  const queries: RecordedQuery[] = [];
  recordings.add(queries);
  try {
    return { result: await work(), queries };
  } finally {
    recordings.delete(queries);
  }
}

function patch({ Client, Pool }: Driver): void {
  if (patched.has(Client)) return;
  patched.add(Client);
  const { query } = Client.prototype;
  Client.prototype.query = function (this: Client, ...args: [unknown, ...unknown[]]): unknown {
    const [statement] = args;
    const sql = textOf(statement);
    if (sql !== undefined && !ours.has(this)) noteQuery(sql, asked.get(Object(statement)));
    return Reflect.apply(query, this, args);
  } as Client['query'];
  const { query: ask } = Pool.prototype;
  Pool.prototype.query = function (this: Pool, ...args: [unknown, ...unknown[]]): unknown {
    const place = recordings.size === 0 ? undefined : placeInProject();
    if (place !== undefined && typeof args[0] === 'object' && args[0] !== null) asked.set(args[0], place);
    return Reflect.apply(ask, this, args);
  } as Pool['query'];
}

function textOf(statement: unknown): string | undefined {
  if (typeof statement === 'string') return statement;
  const { text } = Object(statement) as { text?: unknown };
  return typeof text === 'string' ? text : undefined;
}
