import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';

const PAUSE = 50;

/**
 * Takes an advisory lock until the session ends. It polls: a session that waits inside the server holds a snapshot,
 * and a `CREATE INDEX CONCURRENTLY` of the lock's holder would wait for that snapshot.
 * @param patience ms after which it gives up.
 * @returns whether it was taken.
 */
export async function takeLock(client: Client, lock: number, patience: number): Promise<boolean> {
  const deadline = Date.now() + patience;
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>(`SELECT pg_try_advisory_lock(${lock}) AS taken`);
    if (rows[0]?.taken === true) return true;
    if (Date.now() > deadline) return false;
    await pause(PAUSE);
  }
}
