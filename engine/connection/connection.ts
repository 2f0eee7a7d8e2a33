import { Client, type ClientConfig, escapeIdentifier, escapeLiteral } from 'pg';
import { connectionFailure } from '../errors/connection-failure';
import { RESET_SESSION } from '../script/session';
import type { ConnectionTarget } from './connection-url';

/**
 * Prepares a session for the engine, whatever a script did before: sets the schema and a date format that we can
 * read, and resets everything that the script has set.
 */
export async function prepareSession(client: Client, { schema, throwaway }: ConnectionTarget): Promise<void> {
  const own = [`SET search_path TO ${escapeIdentifier(schema)}`, 'SET datestyle TO ISO'];
  if (throwaway === true) own.push('SET synchronous_commit TO off');
  await client.query([RESET_SESSION, ...own].join('; '));
  await watchForLostClient(client);
}

/**
 * Opens a connection, ready for scripts.
 * @throws UserFacingError with Prisma's code for what went wrong.
 */
export async function openConnection(target: ConnectionTarget): Promise<Client> {
  const client = await connect(target);
  // A lost connection also fails the statement that runs, or the next one: that is where it is reported.
  client.on('error', () => undefined);
  try {
    await prepareSession(client, target);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw connectionFailure(error, target);
  }
  return client;
}

/**
 * Makes the server cancel a statement whose client has died, so that a killed migration stops. Servers before version
 * 14, and some systems, can't do that.
 */
async function watchForLostClient(client: Client): Promise<void> {
  const setting = escapeLiteral('client_connection_check_interval');
  await client.query(`SELECT set_config(${setting}, '500', false)`).catch(() => undefined);
}

/** Servers that do not support encryption. */
const unencrypted = new Set<string>();

async function connect(target: ConnectionTarget): Promise<Client> {
  const { mode, options } = target.tls;
  const server = `${target.host}:${target.port}`;
  const socket = target.host.startsWith('/') || target.host.startsWith('@');
  if (mode === 'disable' || (mode === 'prefer' && (socket || unencrypted.has(server)))) {
    return attempt(target, false);
  }
  try {
    return await attempt(target, options);
  } catch (error) {
    const refused = error instanceof Error && error.message === 'The server does not support SSL connections';
    if (mode === 'require' || !refused) throw connectionFailure(error, target);
    unencrypted.add(server);
    return attempt(target, false);
  }
}

async function attempt(target: ConnectionTarget, ssl: ClientConfig['ssl']): Promise<Client> {
  const client = new Client({
    user: target.user,
    password: target.password ?? process.env.PGPASSWORD,
    host: target.host,
    port: target.port,
    database: target.database,
    application_name: target.applicationName,
    options: target.options,
    connectionTimeoutMillis: target.connectTimeout * 1000,
    ssl,
  });
  try {
    await client.connect();
    return client;
  } catch (error) {
    if (error instanceof Error && error.message === 'The server does not support SSL connections')
      throw error;
    throw connectionFailure(error, target);
  }
}
