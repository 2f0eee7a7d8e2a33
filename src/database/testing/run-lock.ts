import { Client } from 'pg';

/** Any two numbers that nobody else takes; "Pris" and "test" in ASCII. */
const key = '0x50726973, 0x74657374';

export interface RunLock {
  release(): Promise<void>;
}

/**
 * Lets one test run at a time use a database; calls `onWait` once when it has to wait for another. The lock belongs
 * to a connection, so it is free when the run that holds it dies.
 */
export async function takeRunLock(url: string, onWait: () => void): Promise<RunLock> {
  const client = new Client({
    connectionString: url,
    keepAlive: true,
    application_name: 'prismosaic test run',
  });
  // The server went away: the tests will say so themselves.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ taken: boolean }>(`SELECT pg_try_advisory_lock(${key}) AS taken`);
    if (rows[0]?.taken !== true) {
      onWait();
      await client.query('SET statement_timeout = 0; SET lock_timeout = 0');
      await client.query(`SELECT pg_advisory_lock(${key})`);
    }
  } catch (error) {
    await client.end();
    throw error;
  }
  return { release: () => client.end() };
}
