import { type Client, escapeIdentifier, escapeLiteral } from 'pg';

/** How long a session may take to end, in ms. */
const PATIENCE_MS = 2_000;

/**
 * Ends what a killed run left of the workers' roles: sessions that still run a statement or have a transaction open, since
 * PostgreSQL notices a dead client only when it writes to it, and prepared transactions. Sessions that are idle do no harm.
 *
 * @param users the workers' roles, which nobody else may use now
 * @returns a sentence for each kind of what it ended
 */
export async function endOrphans(client: Client, users: readonly string[]): Promise<string[]> {
  const { rows: sessions } = await client.query<{ query: string }>(
    `SELECT pid, left(query, 100) AS query, pg_terminate_backend(pid, ${PATIENCE_MS}) AS ended
     FROM pg_stat_activity WHERE usename = ANY ($1) AND state <> 'idle'`,
    [users],
  );
  const { rows: prepared } = await client.query<{ gid: string; owner: string }>(
    'SELECT gid, owner::text FROM pg_prepared_xacts WHERE owner = ANY ($1) AND database = current_database()',
    [users],
  );
  for (const { gid, owner } of prepared) {
    // One by one, since it can't be in a transaction; only its owner may do it.
    await client.query(`SET ROLE ${escapeIdentifier(owner)}`);
    await client.query(`ROLLBACK PREPARED ${escapeLiteral(gid)}`);
    await client.query('RESET ROLE');
  }
  const said: string[] = [];
  if (sessions.length > 0) {
    const [{ query }] = sessions as [{ query: string }];
    said.push(
      `Ended ${count(sessions.length, 'session')} of an earlier test run: ${query.replace(/\s+/g, ' ')}`,
    );
  }
  if (prepared.length > 0)
    said.push(`Rolled back ${count(prepared.length, 'prepared transaction')} of an earlier test run.`);
  return said;
}

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;
