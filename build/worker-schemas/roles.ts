import { randomBytes } from 'node:crypto';
import { type Client, escapeIdentifier, escapeLiteral } from 'pg';
import { ownerRole, workerRole, workerSchema } from './names';
import { scramVerifier } from './scram';

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
  /** The numbers of their schemas. */
  workers: readonly number[];
  /** Schemas of extensions, whose types and functions all workers use. */
  schemas: ReadonlySet<string>;
}

async function mayMakeRoles(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    'SELECT rolsuper OR rolcreaterole AS may FROM pg_roles WHERE rolname = current_user',
  );
  return rows[0]?.may === true;
}

interface Role {
  name: string;
  rights: string;
}

/** Creates the roles, and resets existing ones: a test may have changed their settings or left large objects. */
async function makeRoles(client: Client, roles: readonly Role[]): Promise<void> {
  const names = roles.map(({ name }) => name);
  const { rows } = await client.query<{ name: string }>(
    'SELECT rolname::text AS name FROM pg_roles WHERE rolname = ANY ($1)',
    [names],
  );
  const there = new Set(rows.map(({ name }) => name));
  const database = escapeIdentifier(client.database ?? '');
  const statements = roles.map(({ name, rights }) => {
    const role = escapeIdentifier(name);
    const granted = `GRANT ${role} TO CURRENT_USER;`;
    if (!there.has(name)) return `CREATE ROLE ${role} WITH ${rights}; ${granted}`;
    return `ALTER ROLE ${role} WITH ${rights} CONNECTION LIMIT -1 VALID UNTIL 'infinity'; ALTER ROLE ${role} RESET ALL;
      ALTER ROLE ${role} IN DATABASE ${database} RESET ALL; ${granted}`;
  });
  await client.query(statements.join('\n'));
  await client.query(
    'SELECT lo_unlink(oid) FROM pg_largeobject_metadata WHERE lomowner = ANY ($1::text[]::regrole[])',
    [names.map((name) => escapeIdentifier(name))],
  );
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
  const logins = new Map(
    workers.map((worker) => {
      const password = randomBytes(24).toString('base64url');
      return [worker, { user: workerRole(database, worker), password }];
    }),
  );
  await makeRoles(client, [
    { name: owner, rights: 'NOLOGIN' },
    ...[...logins.values()].map(({ user, password }) => ({
      name: user,
      rights: `LOGIN PASSWORD ${escapeLiteral(scramVerifier(password))}`,
    })),
  ]);
  // Prisma's own `CREATE SCHEMA IF NOT EXISTS "public"` needs the right, though it does nothing.
  await client.query(`GRANT CREATE ON DATABASE ${escapeIdentifier(database)} TO ${escapeIdentifier(owner)}`);
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
