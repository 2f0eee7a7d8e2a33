import { Client, escapeIdentifier } from 'pg';
import { SetupError } from './setup-error';

/** A parsed connection URL: what the driver gets, and what is safe to print. */
export interface DatabaseTarget {
  /** For the driver. Contains the credentials: never print it. */
  connectionString: string;
  /** The Postgres schema that the URL names; without one the server's own search path decides. */
  schema: string | undefined;
  /** `host:port/database`, safe to print. */
  description: string;
  /** The maximum number of connections. @default 10 (`?connection_limit=`) */
  connections: number;
  /** How long one connection attempt may take. @default 5000 (`?connect_timeout=`, in seconds) */
  connectTimeoutMs: number;
  /** How long a query may wait for a free connection. @default 10000 (`?pool_timeout=`, in seconds) */
  acquireTimeoutMs: number;
}

/**
 * Reads a `postgresql://` URL. `?schema=` sends both model queries and raw SQL to that schema. The driver ignores the
 * parameter, so the schema also goes into the session's search path, before a search path in the URL's own `options`.
 * The session's time zone is UTC, no matter what the server, the role or the URL says: Prisma's driver reads each
 * timestamp as UTC. A statement, a wait for a lock and an idle transaction end after a time (`?statement_timeout=` and
 * others, as PostgreSQL reads them), so that none holds a connection for ever.
 *
 * @param variable where the URL came from, for the messages
 * @throws SetupError when the URL is missing or not a PostgreSQL URL; the message never contains the URL
 */
export function databaseTarget(url: string | undefined, variable: string): DatabaseTarget {
  if (url === undefined || url.trim() === '') {
    throw new SetupError(
      `${variable} is not set. Set it to a PostgreSQL URL, or let \`npm start\` start the embedded database ` +
        '(`npm run db -- url` prints its address).',
    );
  }
  const [address = '', ...rest] = url.trim().split('?');
  const [, server, database = ''] = /^(postgres(?:ql)?:\/\/[^/]*)(?:\/(.*?)\/*)?$/.exec(address) ?? [];
  if (server === undefined) {
    throw new SetupError(
      `${variable} must start with postgresql:// (its value is not shown because it may contain a password).`,
    );
  }
  const parameters = new URLSearchParams(rest.join('?'));
  if (!isAsMeant(server, database, parameters)) {
    throw new SetupError(
      `${variable} can't be read: the user, the password or the name of the database contains an unencoded @ / ? or #. ` +
        'Percent-encode it (@ is %40).',
    );
  }
  const schema = parameters.get('schema') || undefined;
  const connections = positive(parameters, 'connection_limit', 10, variable);
  const connectTimeoutMs = positive(parameters, 'connect_timeout', 5, variable) * 1000;
  const acquireTimeoutMs = positive(parameters, 'pool_timeout', 10, variable) * 1000;
  for (const name of ['schema', 'connection_limit', 'connect_timeout', 'pool_timeout'])
    parameters.delete(name);
  const limits = Object.entries(LIMITS).map(([name, fallback]) => {
    const value = limit(parameters, name, fallback, variable);
    parameters.delete(name);
    return `-c ${name}=${value}`;
  });
  const own = parameters.get('options') ?? '';
  const path = schema && `-c search_path=${[searchPath(schema), ...searchedBy(own)].join(',')}`;
  // The last value of a setting counts.
  const options = [...limits, own, path, '-c TimeZone=UTC'];
  parameters.set('options', options.filter(Boolean).join(' '));
  const connectionString = `${server}/${asDriverReads(database)}?${parameters}`;
  return {
    connectionString,
    schema,
    connections,
    connectTimeoutMs,
    acquireTimeoutMs,
    description: describe(connectionString, variable),
  };
}

/** The driver does not decode `%2F`, `%40` and similar in a database's name. */
function asDriverReads(name: string): string {
  try {
    const decoded = decodeURIComponent(name);
    return /[?#]/.test(decoded) ? name : encodeURI(decoded);
  } catch {
    return name;
  }
}

/**
 * Whether the address has at most a user, a host and a database, and the rest are parameters. An unencoded character in
 * a password would lead to another host.
 */
function isAsMeant(server: string, database: string, parameters: URLSearchParams): boolean {
  if (/#/.test(server + database) || /[@/]/.test(database)) return false;
  return [...parameters].every(
    ([name, value]) => /^[A-Za-z][\w.-]*$/.test(name) && (server.includes('@') || !/@[^/]*\//.test(value)),
  );
}

/** One schema as a value inside `options`: quoted for SQL, then escaped, since the server splits at spaces. */
function searchPath(schema: string): string {
  return escapeIdentifier(schema).replace(/[\\\s]/g, (character) => `\\${character}`);
}

/** The search path in `options`, which comes after the schema: for example, the schema of an extension. */
function searchedBy(options: string): string[] {
  return [...options.matchAll(/-c\s*search_path=((?:\\.|[^\\\s])+)/g)]
    .slice(-1)
    .flatMap(([, path]) => path ?? []);
}

/** What PostgreSQL ends by itself, and after which time unless the URL says so. */
const LIMITS = {
  statement_timeout: '30s',
  lock_timeout: '10s',
  idle_in_transaction_session_timeout: '60s',
};

/** A time as PostgreSQL reads it: milliseconds, or a number with its unit; 0 for no limit. */
function limit(parameters: URLSearchParams, name: string, fallback: string, variable: string): string {
  const text = parameters.get(name) ?? fallback;
  if (/^\d{1,9}(ms|s|min|h)?$/.test(text)) return text;
  throw new SetupError(
    `${variable}: ${name} must be a number of milliseconds, or have a unit such as 30s, but is ${JSON.stringify(text)}.`,
  );
}

function positive(parameters: URLSearchParams, name: string, fallback: number, variable: string): number {
  const text = parameters.get(name);
  if (text === null) return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new SetupError(
    `${variable}: ${name} must be a whole number above 0, but is ${JSON.stringify(text)}.`,
  );
}

function describe(connectionString: string, variable: string): string {
  try {
    const { host, port, database } = new Client({ connectionString });
    return `${host}:${port}/${database ?? ''}`;
  } catch (error) {
    // The parser's message may contain the URL.
    const reason = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new SetupError(
      `${variable} can't be read${reason}. Characters like # / : @ in a password must be percent-encoded.`,
    );
  }
}
