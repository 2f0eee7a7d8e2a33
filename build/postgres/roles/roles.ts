import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import type { ServerRecord } from './record';

export const database = 'prismosaic';
export const superuser = 'postgres';
export const migrationRole = 'prismosaic_migration';
export const runtimeRole = 'prismosaic_runtime';

/** Increase it when {@link setUpRoles} changes, so that existing servers are updated. */
export const rolesVersion = 2;

export function superuserClient(record: ServerRecord, name: string): Client {
  return new Client({
    host: '127.0.0.1',
    port: record.port,
    user: superuser,
    password: record.passwords.superuser,
    database: name,
    connectionTimeoutMillis: 10_000,
  });
}

const migration = escapeIdentifier(migrationRole);
const runtime = escapeIdentifier(runtimeRole);

async function exists(client: Client, catalog: 'pg_roles' | 'pg_database', name: string): Promise<boolean> {
  const column = catalog === 'pg_roles' ? 'rolname' : 'datname';
  const { rowCount } = await client.query(`SELECT 1 FROM ${catalog} WHERE ${column} = $1`, [name]);
  return rowCount === 1;
}

/**
 * Lets the runtime role read and write the rows of everything that the migration role creates, in any schema and at any
 * time, except Prisma's own table of migrations. Also set in the template, for a database that `prisma migrate` creates
 * again. No other role may use schema public: a function there may have its owner's rights, and tests must not reach it.
 */
const sharing = `
ALTER DEFAULT PRIVILEGES FOR ROLE ${migration} GRANT USAGE ON SCHEMAS TO ${runtime};
ALTER DEFAULT PRIVILEGES FOR ROLE ${migration} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${runtime};
ALTER DEFAULT PRIVILEGES FOR ROLE ${migration} GRANT USAGE ON SEQUENCES TO ${runtime};
DO $$ BEGIN
  IF to_regnamespace('public') IS NOT NULL THEN
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
    GRANT USAGE ON SCHEMA public TO ${runtime};
  END IF;
END $$;
CREATE SCHEMA IF NOT EXISTS prismosaic;
CREATE OR REPLACE FUNCTION prismosaic.keep_migrations_private() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE made record;
BEGIN
  FOR made IN SELECT objid::regclass AS name FROM pg_event_trigger_ddl_commands()
    WHERE object_type = 'table' AND (SELECT relname FROM pg_class WHERE oid = objid) = '_prisma_migrations'
  LOOP
    EXECUTE format('REVOKE ALL ON %s FROM ${runtime}', made.name);
  END LOOP;
END $$;
DROP EVENT TRIGGER IF EXISTS prismosaic_keep_migrations_private;
CREATE EVENT TRIGGER prismosaic_keep_migrations_private ON ddl_command_end WHEN TAG IN ('CREATE TABLE')
  EXECUTE FUNCTION prismosaic.keep_migrations_private();
`;

async function within(
  record: ServerRecord,
  name: string,
  work: (client: Client) => Promise<void>,
): Promise<void> {
  const client = superuserClient(record, name);
  await client.connect();
  try {
    // The server logs failed statements, and some of these contain a password.
    await client.query(`SET log_min_error_statement = 'panic'`);
    await work(client);
  } finally {
    await client.end();
  }
}

/** Creates or updates the two roles and the database. Can be interrupted and run again. */
export async function setUpRoles(record: ServerRecord): Promise<void> {
  const { passwords } = record;
  await within(record, 'postgres', async (client) => {
    const roles = [
      { name: migrationRole, rights: 'LOGIN CREATEDB CREATEROLE', password: passwords.migration },
      { name: runtimeRole, rights: 'LOGIN', password: passwords.runtime },
    ];
    for (const { name, rights, password } of roles) {
      const verb = (await exists(client, 'pg_roles', name)) ? 'ALTER' : 'CREATE';
      await client.query(
        `${verb} ROLE ${escapeIdentifier(name)} WITH ${rights} PASSWORD ${escapeLiteral(password)}`,
      );
    }
  });
  await within(record, 'template1', async (client) => {
    await client.query(sharing);
  });
  await makeDatabase(record, database);
  for (const name of await databases(record)) {
    await within(record, name, async (client) => {
      await client.query(sharing);
    });
  }
}

/** Returns the application's databases: those that the migration role owns. */
async function databases(record: ServerRecord): Promise<string[]> {
  const names: string[] = [database];
  await within(record, 'postgres', async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'SELECT datname::text AS name FROM pg_database WHERE datdba = $1::regrole AND datallowconn AND datname <> $2 AND datname !~ $3',
      // Shadow databases of a running `migrate` may be dropped at any moment.
      [migration, database, '^prisma_migrate_shadow_db_'],
    );
    names.push(...rows.map(({ name }) => name));
  });
  return names;
}

/** Creates a database unless it exists, from the template with the rights of both roles. */
export async function makeDatabase(record: ServerRecord, name: string): Promise<void> {
  await within(record, 'postgres', async (client) => {
    if (await exists(client, 'pg_database', name)) return;
    await client.query(`CREATE DATABASE ${escapeIdentifier(name)} OWNER ${migration}`);
  });
}

/** Whether the server has a database of that name. */
export async function hasDatabase(record: ServerRecord, name: string): Promise<boolean> {
  let found = false;
  await within(record, 'postgres', async (client) => {
    found = await exists(client, 'pg_database', name);
  });
  return found;
}
