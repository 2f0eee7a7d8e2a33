import { type Client, escapeIdentifier, escapeLiteral } from 'pg';
import { connected } from '../connected';
import { completeMark, isMark, mark } from '../names';
import { reset } from '../prepare';
import { openReset } from '../reset/reset-function';
import { digestOfDatabase } from '../reset/state';
import { TestSetupError } from '../test-setup-error';
import { databasePlace } from '../worker-place';

/** The same address with another database. */
export function addressOfDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(database)}`;
  return other.href;
}

/** The comments of databases, by their names. */
export async function comments(client: Client): Promise<Map<string, string | null>> {
  const { rows } = await client.query<{ name: string; note: string | null }>(
    `SELECT datname::text AS name, shobj_description(oid, 'pg_database') AS note FROM pg_database`,
  );
  return new Map(rows.map(({ name, note }) => [name, note]));
}

/** Throws {@link TestSetupError} when one of them exists and no test run created it. */
export function refuseOthersDatabases(
  names: readonly string[],
  notes: ReadonlyMap<string, string | null>,
): void {
  const foreign = names.find((name) => notes.has(name) && !isMark(notes.get(name) ?? null));
  if (foreign === undefined) return;
  throw new TestSetupError(
    `The server has a database "${foreign}" that no test run created. Rename it: workers' databases are dropped and recreated.`,
  );
}

/** Creates a database that no role but its owner may connect to. */
export async function createDatabase(client: Client, name: string, template: string): Promise<void> {
  const database = escapeIdentifier(name);
  await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${database} TEMPLATE ${escapeIdentifier(template)} STRATEGY FILE_COPY`);
  await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  await client.query(`COMMENT ON DATABASE ${database} IS ${escapeLiteral(mark)}`);
}

/** Rows and sequences of all schemas, as the runtime role has them; run in the worker's database. */
const GRANTS = (role: string) => `DO $prismosaic$
DECLARE one record;
BEGIN
  FOR one IN SELECT oid::regnamespace AS name FROM pg_namespace WHERE ${databasePlace.isHome('oid')} LOOP
    EXECUTE format('GRANT USAGE ON SCHEMA %1$s TO ${role}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %1$s TO ${role};
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA %1$s TO ${role}', one.name);
  END LOOP;
END $prismosaic$`;

/** Lets a worker's role use a copy of the template. The mark is written last, as in worker schemas. */
export async function openDatabase(
  url: string,
  name: string,
  user: string,
  fingerprint: string,
): Promise<void> {
  const role = escapeIdentifier(user);
  await connected(url, async (client) => {
    await client.query(GRANTS(role.replaceAll('%', '%%').replaceAll("'", "''")));
    await client.query(openReset(databasePlace, user));
    const database = escapeIdentifier(name);
    await client.query(`GRANT CONNECT, TEMPORARY ON DATABASE ${database} TO ${role}`);
    const complete = completeMark(`${fingerprint} ${await digestOfDatabase(client)}`);
    await client.query(`COMMENT ON DATABASE ${database} IS ${escapeLiteral(complete)}`);
  });
}

/** Resets a worker's database if it is as the migrations made it. Returns false when it has to be made again. */
export async function keepDatabase(url: string, note: string | null, fingerprint: string): Promise<boolean> {
  if (!note?.startsWith(completeMark(`${fingerprint} `))) return false;
  return connected(url, async (client) => {
    const now = completeMark(`${fingerprint} ${await digestOfDatabase(client)}`);
    return note === now && (await reset(client, databasePlace));
  });
}
