import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { openConnection } from './connection';
import type { ConnectionTarget } from './connection-url';

const PATIENCE = 1_500;

/**
 * Ends a connection and the statement that the server runs for it: closing only the socket would let the statement
 * run on and commit after it was reported as interrupted. Returns when the server has ended the session, or after a
 * second and a half.
 */
export async function terminateConnection(client: Client, target: ConnectionTarget): Promise<void> {
  const backend: unknown = Reflect.get(client, 'processID');
  const helper = await openConnection(target);
  try {
    await helper.query('SELECT pg_terminate_backend($1)', [backend]);
    const deadline = Date.now() + PATIENCE;
    while (Date.now() < deadline) {
      const { rowCount } = await helper.query('SELECT 1 FROM pg_stat_activity WHERE pid = $1', [backend]);
      if (rowCount === 0) return;
      await pause(20);
    }
  } finally {
    await helper.end().catch(() => undefined);
    await client.end().catch(() => undefined);
  }
}
