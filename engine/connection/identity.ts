import type { Client } from 'pg';
import { databaseFailure } from '../errors/database-failure';

/** Which database of which server a connection reaches, by any host, port, socket or proxy. */
export interface DatabaseIdentity {
  /** The server's system identifier; `undefined` where the role may not read it. */
  system: string | undefined;
  /** When the server was started, to the microsecond. */
  started: string;
  /** The database's object id on that server. */
  database: number;
}

const PLACE = `extract(epoch FROM pg_catalog.pg_postmaster_start_time())::text AS started,
  (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()) AS database`;
const NOT_PERMITTED = '42501';

/** Reads which database a connection reaches. */
export async function databaseIdentity(client: Client): Promise<DatabaseIdentity> {
  const ask = async (query: string) => {
    const { rows } = await client.query<DatabaseIdentity>(query);
    if (rows[0] === undefined) throw new Error('The database server did not report which database this is.');
    return rows[0];
  };
  try {
    return await ask(
      `SELECT (SELECT system_identifier::text FROM pg_catalog.pg_control_system()) AS system, ${PLACE}`,
    );
  } catch (error) {
    if (databaseFailure(error).code !== NOT_PERMITTED) throw error;
    return { ...(await ask(`SELECT ${PLACE}`)), system: undefined };
  }
}

/** Whether two connections reach the same database. One role may be allowed to read less than the other. */
export function isSameDatabase(one: DatabaseIdentity, other: DatabaseIdentity): boolean {
  if (one.database !== other.database) return false;
  if (one.system !== undefined && other.system !== undefined) return one.system === other.system;
  return one.started === other.started;
}
