import { Client, escapeIdentifier } from 'pg';
import { SetupError } from './setup-error';

/** A connection URL, read once: what the driver is given, and what may be said about it. */
export interface DatabaseTarget {
  /** For the driver. Holds the credentials: never print it. */
  connectionString: string;
  /** The Postgres schema that the URL names; without one the server's own search path decides. */
  schema: string | undefined;
  /** `host:port/database`, safe to print. */
  description: string;
  /** The most connections at once. @default 10 (`?connection_limit=`) */
  connections: number;
  /** How long one connection attempt may take. @default 5000 (`?connect_timeout=`, in seconds) */
  connectTimeoutMs: number;
  /** How long a query may wait for a free connection. @default 10000 (`?pool_timeout=`, in seconds) */
  acquireTimeoutMs: number;
}

/**
 * Reads a `postgresql://` URL. `?schema=` sends model queries and raw SQL alike to that schema: the driver ignores it
 * by itself, so the schema is also put into the session's search path, before one that the URL's own `options` name. The session's
 * time zone is UTC, whatever the server, the role or the URL say: Prisma's driver takes each timestamp for UTC.
 *
 * @param variable where the URL came from, for the messages
 * @throws SetupError when the URL is missing or not a PostgreSQL URL; the message never holds the URL
 */
export function databaseTarget(url: string | undefined, variable: string): DatabaseTarget {
  if (url === undefined || url.trim() === '') {
    throw new SetupError(
      `${variable} is not set. Set it to a PostgreSQL URL, or let \`npm start\` bring up the embedded database ` +
        '(`npm run db -- url` prints its address).',
    );
  }
  const [address = '', ...rest] = url.trim().split('?');
  const [, server, database = ''] = /^(postgres(?:ql)?:\/\/[^/]*)(?:\/(.*?)\/*)?$/.exec(address) ?? [];
  if (server === undefined) {
    throw new SetupError(
      `${variable} must start with postgresql:// (its value is not shown, it may hold a password).`,
    );
  }
  const parameters = new URLSearchParams(rest.join('?'));
  if (!isAsMeant(server, database, parameters)) {
    throw new SetupError(
      `${variable} can't be read: an unencoded @ / ? or # in the user, the password or the name of the database leads ` +
        'elsewhere. Write it percent-encoded (@ is %40).',
    );
  }
  const schema = parameters.get('schema') || undefined;
  const connections = positive(parameters, 'connection_limit', 10, variable);
  const connectTimeoutMs = positive(parameters, 'connect_timeout', 5, variable) * 1000;
  const acquireTimeoutMs = positive(parameters, 'pool_timeout', 10, variable) * 1000;
  for (const name of ['schema', 'connection_limit', 'connect_timeout', 'pool_timeout'])
    parameters.delete(name);
  const own = parameters.get('options') ?? '';
  const path = schema && `-c search_path=${[searchPath(schema), ...searchedBy(own)].join(',')}`;
  // Of two values for one setting the later counts.
  const options = [own, path, '-c TimeZone=UTC'];
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

/** The driver leaves `%2F`, `%40` and their like in a database's name as they are. */
function asDriverReads(name: string): string {
  try {
    const decoded = decodeURIComponent(name);
    return /[?#]/.test(decoded) ? name : encodeURI(decoded);
  } catch {
    return name;
  }
}

/**
 * Whether the place has a user, a host and a database at most, and what follows are parameters. An unencoded character
 * of a password would send it to another host.
 */
function isAsMeant(server: string, database: string, parameters: URLSearchParams): boolean {
  if (/#/.test(server + database) || /[@/]/.test(database)) return false;
  return [...parameters].every(
    ([name, value]) => /^[A-Za-z][\w.-]*$/.test(name) && (server.includes('@') || !/@[^/]*\//.test(value)),
  );
}

/** One schema as a value inside `options`: quoted for SQL, then escaped for the server's splitting at spaces. */
function searchPath(schema: string): string {
  return escapeIdentifier(schema).replace(/[\\\s]/g, (character) => `\\${character}`);
}

/** The search path that `options` name: what is behind the schema, as the schema of an extension. */
function searchedBy(options: string): string[] {
  return [...options.matchAll(/-c\s*search_path=((?:\\.|[^\\\s])+)/g)]
    .slice(-1)
    .flatMap(([, path]) => path ?? []);
}

function positive(parameters: URLSearchParams, name: string, fallback: number, variable: string): number {
  const text = parameters.get(name);
  if (text === null) return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new SetupError(`${variable}: ${name} must be a whole number above 0, it is ${JSON.stringify(text)}.`);
}

function describe(connectionString: string, variable: string): string {
  try {
    const { host, port, database } = new Client({ connectionString });
    return `${host}:${port}/${database ?? ''}`;
  } catch (error) {
    // The parser's own message may hold the URL.
    const reason = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new SetupError(
      `${variable} can't be read${reason}. Characters like # / : @ in a password must be percent-encoded.`,
    );
  }
}
