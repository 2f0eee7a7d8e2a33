import { takeLock } from '@prismosaic/schema-engine/connection';
import { Client } from 'pg';

/** The key of our lock: "Pris" in ASCII. SQL gets it in decimal: PostgreSQL 15 does not read hexadecimal literals. */
const key = 0x50726973;

/** The server cuts an application's name after this many bytes. */
const nameLength = 63;

export interface RunLock {
  release(): Promise<void>;
}

export interface RunLockOptions {
  /** Address of the database. */
  url: string;
  /** Absolute path of the project, which a waiting run shows. */
  root: string;
  /** Called once when another run has the lock, with what is known about it. */
  onWait(holder: string): void;
}

/**
 * Lets one test run at a time use a database; calls `onWait` once when it has to wait for another. The lock belongs
 * to a connection, so it is free when the run that holds it dies. It waits by asking again and again: the other run's
 * `CREATE INDEX CONCURRENTLY` would wait for a session that waits inside the server.
 */
export async function takeRunLock({ url, root, onWait }: RunLockOptions): Promise<RunLock> {
  const client = new Client({ connectionString: url, keepAlive: true, application_name: runName(root) });
  // The server closed the connection: the tests will report that.
  client.on('error', () => undefined);
  await client.connect();
  try {
    // The lock lasts as long as the session, which is idle from now on.
    await client.query('SET idle_session_timeout = 0');
    if (!(await takeLock(client, key, -1))) {
      onWait(await holder(client));
      await takeLock(client, key, Number.POSITIVE_INFINITY);
    }
  } catch (error) {
    await client.end();
    throw error;
  }
  return { release: () => client.end() };
}

/** What others see of this run in `pg_stat_activity`. The end of a long path says more than its beginning. */
function runName(root: string): string {
  const begin = `prismosaic test run ${process.pid} in `;
  const room = nameLength - begin.length;
  const place = root.replace(/[^ -~]/g, '?');
  return begin + (place.length > room ? `...${place.slice(3 - room)}` : place);
}

/** Who has the lock: process, checkout, since when. PostgreSQL shows the last only for the role's own sessions. */
async function holder(client: Client): Promise<string> {
  const { rows } = await client.query<{ pid: number; name: string; since: Date | null }>(
    `SELECT pid, application_name AS name, backend_start AS since
     FROM pg_catalog.pg_locks JOIN pg_catalog.pg_stat_activity USING (pid)
     WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = ${key} AND objsubid = 1
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
