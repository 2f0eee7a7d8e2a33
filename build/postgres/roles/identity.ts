import fs from 'node:fs';
import { PostgresFailure } from '../failure';
import { dataFolder } from '../server/cluster';
import type { ServerRecord } from './record';
import { superuserClient } from './roles';

/** Throws unless our server, with our data, answers on the port. */
export async function proveIdentity(record: ServerRecord): Promise<void> {
  const client = superuserClient(record, 'postgres');
  await client.connect();
  try {
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    const answered = rows[0]?.data_directory;
    if (answered !== undefined && fs.realpathSync(answered) === fs.realpathSync(dataFolder(record.home)))
      return;
  } finally {
    await client.end();
  }
  throw new PostgresFailure(
    `Another PostgreSQL answers on port ${record.port}, where the embedded one should.`,
  );
}
