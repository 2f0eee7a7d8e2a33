import type { Client } from 'pg';

/**
 * Tells databases apart, whatever host, port, socket or proxy leads to them: which server process this is (its
 * system identifier, where the role may read it, and the microsecond of its start) and which of its databases.
 */
export async function databaseIdentity(client: Client): Promise<string> {
  const { rows } = await client.query<{ identity: string }>(`
    SELECT concat_ws('/',
      CASE WHEN has_function_privilege('pg_catalog.pg_control_system()', 'execute')
        THEN (SELECT system_identifier FROM pg_catalog.pg_control_system()) END,
      extract(epoch FROM pg_catalog.pg_postmaster_start_time()),
      (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
    ) AS identity`);
  const identity = rows[0]?.identity;
  if (identity === undefined) throw new Error('The database server does not say which database this is.');
  return identity;
}
