import { distance } from 'fastest-levenshtein';
import { UserFacingError } from '../errors/user-facing-error';
import { withHost } from './host';
import { type TlsChoice, tlsChoice } from './tls';

/** A connection URL, read and checked. */
export interface ConnectionTarget {
  user: string;
  password: string | undefined;
  /** A name, an address, or the folder of a Unix socket. */
  host: string;
  port: number;
  database: string;
  /** The Postgres schema that the command works in. */
  schema: string;
  /** Seconds until an attempt to connect is given up; 0 waits for ever. */
  connectTimeout: number;
  applicationName: string;
  /** Settings for the session, as `psql` takes them: `-c name=value`. */
  options: string | undefined;
  tls: TlsChoice;
}

/** What shapes a migration's connection, and what other clients of the same URL may want and a migration does not. */
const PARAMETERS = new Set([
  'schema',
  'host',
  'port',
  'user',
  'password',
  'connect_timeout',
  'application_name',
  'options',
  'sslmode',
  'sslcert',
  'sslkey',
  'sslrootcert',
  'sslidentity',
  'sslpassword',
  'sslaccept',
  'sslnegotiation',
  'uselibpqcompat',
  'channel_binding',
  'connection_limit',
  'pool_timeout',
  'socket_timeout',
  'pgbouncer',
  'statement_cache_size',
  'max_connection_lifetime',
  'max_idle_connection_lifetime',
  'single_use_connections',
  'target_session_attrs',
  'client_encoding',
  'keepalives',
  'keepalives_idle',
]);

const invalid = (details: string) =>
  new UserFacingError('P1013', `The provided database string is invalid. ${details}`);

/**
 * Reads a PostgreSQL connection URL.
 * @throws UserFacingError P1013 that says which part is wrong, and never shows the password.
 */
export function parseConnectionUrl(text: string): ConnectionTarget {
  const url = parse(text);
  const parameters = url.searchParams;
  for (const name of parameters.keys()) {
    if (!PARAMETERS.has(name)) throw unknownParameter(name);
  }
  const host = parameters.get('host') ?? decode(url.hostname.replace(/^\[(.+)\]$/, '$1'), 'host');
  return {
    user: parameters.get('user') ?? (decode(url.username, 'user') || 'postgres'),
    password: parameters.get('password') ?? (decode(url.password, 'password') || undefined),
    host: host || 'localhost',
    port: port(parameters.get('port') ?? url.port),
    database: decode(url.pathname.slice(1), 'database name') || 'postgres',
    schema: parameters.get('schema') || 'public',
    connectTimeout: seconds(parameters, 'connect_timeout', 5),
    applicationName: parameters.get('application_name') || 'prisma-schema-engine',
    options: parameters.get('options') ?? undefined,
    tls: tlsChoice(parameters),
  };
}

function parse(text: string): URL {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1];
  if (scheme !== 'postgresql' && scheme !== 'postgres') {
    throw invalid(
      scheme === undefined
        ? 'A connection URL starts with `postgresql://`.'
        : `The scheme \`${scheme}\` is not recognized in database URL: this schema engine serves \`postgresql://\` and \`postgres://\`. For others, set PRISMA_SCHEMA_ENGINE_BINARY to Prisma's native engine.`,
    );
  }
  try {
    // The parser takes no spaces.
    return new URL(withHost(text).replace(/ /g, '%20'));
  } catch {
    throw invalid(
      'It can not be read as a URL. Characters like `@ : / # ? %` in the user or password must be percent-encoded, and the port must be a number.',
    );
  }
}

function decode(part: string, name: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalid(`The ${name} holds a \`%\` that starts no percent-encoded character; write it as \`%25\`.`);
  }
}

function port(text: string): number {
  if (text === '') return 5432;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 65535)
    throw invalid('invalid port number in database URL.');
  return number;
}

function seconds(parameters: URLSearchParams, name: string, fallback: number): number {
  const text = parameters.get(name);
  if (text === null) return fallback;
  const number = Number(text);
  if (text === '' || !Number.isFinite(number) || number < 0)
    throw invalid(`\`${name}\` must be a number of seconds.`);
  return number;
}

function unknownParameter(name: string): UserFacingError {
  const nearest = [...PARAMETERS].sort((a, b) => distance(a, name) - distance(b, name))[0] ?? '';
  const hint = distance(nearest, name) <= 3 ? ` Did you mean \`${nearest}\`?` : '';
  return invalid(`Unknown parameter \`${name}\` in database URL.${hint}`);
}
