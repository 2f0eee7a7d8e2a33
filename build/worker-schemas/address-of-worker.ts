import { connected } from './connected';
import { addressOfDatabase } from './databases/worker-database';
import { workerDatabase } from './names';
import { sessionAddress } from './session-address';

/** The migration role's address of what a worker of the last run has for itself: a database, or a schema. */
export async function addressOfWorker(migrationUrl: string, worker: number): Promise<string> {
  return connected(migrationUrl, async (client) => {
    const name = workerDatabase(client.database ?? '', worker);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    return rowCount === 1 ? addressOfDatabase(migrationUrl, name) : sessionAddress(migrationUrl, worker);
  });
}
