import { misread, withHost } from '@prismosaic/schema-engine/connection';
import { branchInUse, databaseOfBranch } from './branches/branch-record';
import type { Progress } from './bring-up';
import { EmbeddedPostgres } from './embedded';
import { PostgresFailure } from './failure';
import type { ServerRecord } from './roles/record';
import { database, migrationRole, runtimeRole } from './roles/roles';
import { loopback } from './server/port';

export interface DatabaseUrls {
  /** For the application: may read and write rows. */
  runtime: string;
  /** For Prisma's command line and the tests' setup: may change the structure. */
  migration: string;
  /** The shadow database, which Prisma may empty. Without one it creates and drops its own. */
  shadow?: string;
  origin: 'environment' | 'embedded';
  /** The git branch that the database belongs to. */
  branch?: string | undefined;
}

/** A database, and the environment variables with its URLs. */
export interface NamedDatabase {
  name: string;
  variables: { runtime: string; migration: string; shadow: string };
}

export interface DatabaseUrlOptions {
  /** The checkout's absolute path. */
  root: string;
  /** The environment with DATABASE_URL, MIGRATION_DATABASE_URL and SHADOW_DATABASE_URL. */
  environment: NodeJS.ProcessEnv;
  /** @default the one called `default`, with the three variables above */
  database?: NamedDatabase;
  /** Called with a message before each slow step. @default no messages */
  onProgress?: Progress;
}

const servers = new Map<string, EmbeddedPostgres>();

/** Returns the embedded PostgreSQL of a checkout, the same object for the same root. */
export function embeddedPostgres(root: string): EmbeddedPostgres {
  const server = servers.get(root) ?? new EmbeddedPostgres(root);
  servers.set(root, server);
  return server;
}

const otherProtocols =
  /^(mysql|mariadb|mongodb|mongodb\+srv|sqlserver|sqlite|file|https?|prisma|prisma\+postgres|jdbc):/;

/**
 * Returns the variable's value in a form that any URL parser accepts, or undefined when it is unset or empty. Throws
 * when it can't be a PostgreSQL connection URL.
 */
function readUrl(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  const text = environment[name] && withHost(environment[name]);
  if (text === undefined || text === '') return undefined;
  const shape = `It should look like postgresql://user:password@host:5432/database (special characters in the password as %XX).`;
  // The rest of the value may be a password: name only a known protocol.
  const other = otherProtocols.exec(text)?.[1];
  if (other !== undefined)
    throw new PostgresFailure(`${name} begins with ${other}:, not postgresql:. ${shape}`);
  if (!/^postgres(ql)?:\/\//.test(text))
    throw new PostgresFailure(`${name} is not a PostgreSQL connection URL. ${shape}`);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw new PostgresFailure(`${name} is not a valid URL. ${shape}`);
  const wrong = misread(url);
  if (wrong !== undefined) throw new PostgresFailure(`${name} is not a valid URL. ${wrong}. ${shape}`);
  if (/^\/*$/.test(url.pathname)) throw new PostgresFailure(`${name} has no database name. ${shape}`);
  return text;
}

function embeddedUrl(record: ServerRecord, name: string, user: string, password: string): string {
  return `postgresql://${user}:${password}@${loopback}:${record.port}/${name}`;
}

const usual: NamedDatabase = {
  name: 'default',
  variables: {
    runtime: 'DATABASE_URL',
    migration: 'MIGRATION_DATABASE_URL',
    shadow: 'SHADOW_DATABASE_URL',
  },
};

/** Returns the name of the database that all git branches share on the embedded server. */
export function sharedName(name: string): string {
  return name === usual.name ? database : `${database}_${name.replaceAll('-', '_')}`;
}

/**
 * Returns the URLs to use: those of the environment when a variable such as `DATABASE_URL` is set, otherwise those of the
 * embedded PostgreSQL. It starts that server, once for any number of concurrent calls, and claims it until this process
 * exits.
 * Throws {@link PostgresFailure}, whose message contains no credential.
 */
export async function databaseUrls({
  root,
  environment,
  database: { name, variables } = usual,
  onProgress,
}: DatabaseUrlOptions): Promise<DatabaseUrls> {
  const runtime = readUrl(environment, variables.runtime);
  const migration = readUrl(environment, variables.migration);
  const shadow = readUrl(environment, variables.shadow);
  if (runtime !== undefined)
    return { runtime, migration: migration ?? runtime, shadow, origin: 'environment' };
  if (migration !== undefined) {
    throw halfSet(variables.migration, variables.runtime);
  }
  // When the first database has its own server, a forgotten variable must not start another server.
  if (name !== usual.name && readUrl(environment, usual.variables.runtime) !== undefined) {
    throw halfSet(usual.variables.runtime, variables.runtime);
  }
  const branch = branchInUse(root);
  const shared = sharedName(name);
  const home = branch === undefined ? shared : databaseOfBranch(shared, branch);
  const record = await embeddedPostgres(root).claim(onProgress, home);
  return {
    runtime: embeddedUrl(record, home, runtimeRole, record.passwords.runtime),
    migration: embeddedUrl(record, home, migrationRole, record.passwords.migration),
    origin: 'embedded',
    branch,
  };
}

function halfSet(set: string, missing: string): PostgresFailure {
  return new PostgresFailure(
    `${set} is set, but ${missing} is not. Set both, or neither for the embedded PostgreSQL.`,
  );
}
