import { takeLock } from '@prismosaic/schema-engine/connection';
import { Client } from 'pg';

/** The key of our locks: "Pris" in ASCII. SQL gets it in decimal: PostgreSQL 15 does not read hexadecimal literals. */
const KEY = 0x50726973;
const lockOf = (set: number) => set * 2 ** 32 + KEY;
/** The lock of what belongs to the whole database, such as roles. */
const PREPARATION = lockOf(0xffff);

/** The workers of a set count from the set's number, times this, plus one. */
const SET_SIZE = 100;
const SETS = 64;

/** The server cuts an application's name after this many bytes. */
const nameLength = 63;

/** The worker schemas that one run has for itself, while others use the same database. */
export interface SchemaSet {
  /** The number of its first worker schema: 1, 101, 201 … */
  first: number;
  release(): Promise<void>;
}

export interface SchemaSetOptions {
  /** Address of the database. */
  url: string;
  /** Absolute path of the project, which others see. */
  root: string;
}

/**
 * Takes the first set of worker schemas that no other run uses. The set belongs to a connection, so it is free when the
 * run that uses it dies.
 */
export async function takeSchemaSet({ url, root }: SchemaSetOptions): Promise<SchemaSet> {
  const client = new Client({ connectionString: url, keepAlive: true, application_name: runName(root) });
  // The server closed the connection: the tests will report that.
  client.on('error', () => undefined);
  await client.connect();
  try {
    // The lock lasts as long as the session, which is idle from now on.
    await client.query('SET idle_session_timeout = 0');
    for (let set = 0; set < SETS; set++) {
      if (!(await takeLock(client, lockOf(set), -1))) continue;
      return { first: set * SET_SIZE + 1, release: () => client.end() };
    }
    throw new Error(`${SETS} test runs use this database already: ${await holder(client, KEY)} is one.`);
  } catch (error) {
    await client.end();
    throw error;
  }
}

/** Calls the work with each of these sets that no run uses, while none can begin to. */
export async function withFreeSets(
  client: Client,
  sets: ReadonlySet<number>,
  work: (set: number) => Promise<void>,
): Promise<void> {
  for (const set of sets) {
    if (!(await takeLock(client, lockOf(set), -1))) continue;
    try {
      await work(set);
    } finally {
      await client.query(`SELECT pg_advisory_unlock(${lockOf(set)})`);
    }
  }
}

/** The set that a worker's number belongs to. */
export const setOf = (worker: number): number => Math.floor((worker - 1) / SET_SIZE);

/**
 * Does what one run at a time may do, such as changing roles. Calls `onWait` once when it has to wait for another. It
 * waits by asking again and again: the other run's `CREATE INDEX CONCURRENTLY` would wait for a session that waits inside
 * the server.
 *
 * @param onWait gets what is known about the other run
 */
export async function aloneInDatabase<Result>(
  client: Client,
  onWait: (other: string) => void,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!(await takeLock(client, PREPARATION, QUIET_MS))) {
    onWait(await holder(client, PREPARATION));
    await takeLock(client, PREPARATION, Number.POSITIVE_INFINITY);
  }
  try {
    return await work();
  } finally {
    // It ends with the session, too. Its failure must not hide that of the work.
    await client.query(`SELECT pg_advisory_unlock(${PREPARATION})`).catch(() => undefined);
  }
}

/** How long to wait without a message, in ms. */
const QUIET_MS = 1_000;

/** What others see of this run in `pg_stat_activity`. The end of a long path says more than its beginning. */
export function runName(root: string): string {
  const begin = `prismosaic test run ${process.pid} in `;
  const room = nameLength - begin.length;
  const place = root.replace(/[^ -~]/g, '?');
  return begin + (place.length > room ? `...${place.slice(3 - room)}` : place);
}

/** Who has a lock: process, checkout, since when. PostgreSQL shows the last only for the role's own sessions. */
async function holder(client: Client, lock: number): Promise<string> {
  const { rows } = await client.query<{ pid: number; name: string; since: Date | null }>(
    `SELECT pid, application_name AS name, backend_start AS since
     FROM pg_catalog.pg_locks JOIN pg_catalog.pg_stat_activity USING (pid)
     WHERE locktype = 'advisory' AND granted AND objsubid = 1
       AND classid::bigint = ${Math.floor(lock / 2 ** 32)} AND objid::bigint = ${lock % 2 ** 32}
       AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())`,
  );
  const [other] = rows;
  // It has ended in the meantime.
  if (other === undefined) return 'another test run';
  const [, process, place] = /^prismosaic test run (\d+) in (.+)$/.exec(other.name) ?? [];
  const who =
    process === undefined ? `session ${other.pid} ("${other.name}")` : `process ${process} in ${place}`;
  return `${who}${other.since === null ? '' : `, since ${other.since.toLocaleTimeString('en-GB')}`}`;
}
