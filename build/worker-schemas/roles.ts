import { randomBytes } from 'node:crypto';
import { type Client, escapeIdentifier, escapeLiteral } from 'pg';
import { ownerRole, workerRole, workerSchema } from './names';

/** How the workers are isolated from each other. */
export interface Isolation {
  /** The role that runs the migrations; undefined: the connection's own. */
  owner: string | undefined;
  /** A worker's login. Without a password: the runtime role, with the password of its address. */
  login(worker: number): { user: string; password?: string };
}

interface RoleOptions {
  database: string;
  runtimeUser: string;
  workers: number;
  /** Schemas of extensions, whose types and functions all workers use. */
  schemas: ReadonlySet<string>;
}

async function mayMakeRoles(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    'SELECT rolsuper OR rolcreaterole AS may FROM pg_roles WHERE rolname = current_user',
  );
  return rows[0]?.may === true;
}

/** Creates a role, or resets the existing one: a test may have changed its settings. */
async function makeRole(client: Client, name: string, rights: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  const role = escapeIdentifier(name);
  if (rowCount !== 1) {
    await client.query(`CREATE ROLE ${role} WITH ${rights}`);
    await client.query(`GRANT ${role} TO CURRENT_USER`);
    return;
  }
  await client.query(`ALTER ROLE ${role} WITH ${rights} CONNECTION LIMIT -1 VALID UNTIL 'infinity'; ALTER ROLE ${role} RESET ALL;
    ALTER ROLE ${role} IN DATABASE ${escapeIdentifier(client.database ?? '')} RESET ALL; GRANT ${role} TO CURRENT_USER`);
  await client.query('SELECT lo_unlink(oid) FROM pg_largeobject_metadata WHERE lomowner = $1::regrole', [
    role,
  ]);
}

/**
 * A role for each worker and one that owns the worker schemas, if the migration role may create roles. Otherwise all
 * workers share the runtime role, and raw SQL that names another schema is not refused.
 */
export async function prepareRoles(
  client: Client,
  { database, runtimeUser, workers, schemas }: RoleOptions,
): Promise<Isolation> {
  if (!(await mayMakeRoles(client))) return { owner: undefined, login: () => ({ user: runtimeUser }) };
  const owner = ownerRole(database);
  await makeRole(client, owner, 'NOLOGIN');
  // Prisma's own `CREATE SCHEMA IF NOT EXISTS "public"` needs the right, though it does nothing.
  await client.query(`GRANT CREATE ON DATABASE ${escapeIdentifier(database)} TO ${escapeIdentifier(owner)}`);
  const logins = new Map<number, { user: string; password: string }>();
  for (let worker = 1; worker <= workers; worker++) {
    const login = { user: workerRole(database, worker), password: randomBytes(24).toString('base64url') };
    await makeRole(client, login.user, `LOGIN PASSWORD ${escapeLiteral(login.password)}`);
    logins.set(worker, login);
  }
  const names = [owner, ...[...logins.values()].map(({ user }) => user)].map((name) =>
    escapeIdentifier(name),
  );
  for (const schema of schemas)
    await client.query(`GRANT USAGE ON SCHEMA ${escapeIdentifier(schema)} TO ${names.join(', ')}`);
  return { owner, login: (worker) => logins.get(worker) ?? { user: runtimeUser } };
}

/** Rows and sequences of a worker schema, as the runtime role has them in the application's. */
export function grants(worker: number, user: string): string {
  const schema = escapeIdentifier(workerSchema(worker));
  const role = escapeIdentifier(user);
  return `GRANT USAGE ON SCHEMA ${schema} TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role};`;
}
