import { createHash, randomBytes } from 'node:crypto';
import { type Client, escapeIdentifier } from 'pg';

const PREFIX = 'prisma_migrate_shadow_db_wasm_';
/** First half of the advisory locks with which a running engine marks a database as in use. */
const IN_USE = 727_073;

/** A name that no other engine uses, and that is ours until the session ends. */
export async function claimName(keeper: Client): Promise<string> {
  const name = PREFIX + randomBytes(16).toString('hex');
  await keeper.query('SELECT pg_advisory_lock($1, $2)', [IN_USE, lockNumber(name)]);
  return name;
}

/**
 * Drops a database, if it is there. Once the server has started to drop it, it continues even when this process ends:
 * it may have to wait for its disk or for a lock. Never rejects: the next engine drops what is left.
 */
export async function dropDatabase(client: Client, name: string): Promise<void> {
  // Servers before version 14 don't know this setting, and don't check their client.
  await client.query('SET client_connection_check_interval TO 0').catch(() => undefined);
  await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`).catch(() => undefined);
}

/** Drops the databases of engines that were killed: no session holds the lock that marks them as in use. */
export async function dropAbandoned(keeper: Client): Promise<void> {
  const { rows } = await keeper.query<{ datname: string }>(
    `SELECT datname FROM pg_catalog.pg_database
     WHERE starts_with(datname, $1) AND pg_catalog.pg_has_role(datdba, 'MEMBER')`,
    [PREFIX],
  );
  if (rows.length === 0) return;
  const held = await keeper.query<{ objid: string }>(
    `SELECT objid FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND classid = $1`,
    [IN_USE],
  );
  const used = new Set(held.rows.map(({ objid }) => Number(objid)));
  for (const { datname } of rows) {
    if (!used.has(lockNumber(datname))) await dropDatabase(keeper, datname);
  }
}

/** Second half of the lock: 31 bits of the name's hash. */
function lockNumber(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32BE(0) >>> 1;
}
