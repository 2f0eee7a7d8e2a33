import { UserFacingError } from '../errors/user-facing-error';
import { withHost } from './host';
import { misread } from './misread';
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
  /** Seconds after which an attempt to connect fails; 0 waits without limit. */
  connectTimeout: number;
  applicationName: string;
  /** Settings for the session, as `psql` takes them: `-c name=value`. */
  options: string | undefined;
  tls: TlsChoice;
  /** Whether the database may be lost in a power cut. */
  throwaway?: boolean;
}

const invalid = (details: string) =>
  new UserFacingError('P1013', `The provided database string is invalid. ${details}`);

/**
 * Reads a PostgreSQL connection URL. Unknown parameters are ignored, as in Prisma's native engine; the process that
 * starts the engine prints a line about them.
 * @throws UserFacingError P1013 that says which part is wrong, and never shows the password.
 */
export function parseConnectionUrl(text: string): ConnectionTarget {
  const url = parse(text);
  const parameters = url.searchParams;
  const host = parameters.get('host') ?? decode(url.hostname.replace(/^\[(.+)\]$/, '$1'), 'host');
  return {
    user: parameters.get('user') ?? (decode(url.username, 'user') || 'postgres'),
    password: parameters.get('password') ?? (decode(url.password, 'password') || undefined),
    host: host || 'localhost',
    port: port(parameters.get('port') ?? url.port),
    database: decode(url.pathname.replace(/^\/|\/+$/g, ''), 'database name') || 'postgres',
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
        ? 'The scheme is not recognized in database URL: it must start with `postgresql://`.'
        : `The scheme \`${scheme}\` is not recognized in database URL: this schema engine supports \`postgresql://\` and \`postgres://\`. For others, set PRISMA_SCHEMA_ENGINE_BINARY to Prisma's native engine.`,
    );
  }
  // The parser does not accept spaces.
  const encoded = withHost(text).replace(/ /g, '%20');
  if (!URL.canParse(encoded)) throw invalid(`${unreadable(text)} ${ENCODE}`);
  const url = new URL(encoded);
  const wrong = misread(url);
  if (wrong !== undefined) throw invalid(`${wrong}. ${ENCODE}`);
  return url;
}

const ENCODE =
  'Characters like `@ : / # ? %` in the user, the password or the name of the database must be percent-encoded (`@` is `%40`).';

/** Why the URL can't be parsed, in Prisma's words where the reason is known. */
function unreadable(text: string): string {
  const authority = /^[^:]+:\/\/([^/?#]*)/.exec(text)?.[1] ?? '';
  const port = /^(?:\[[^\]]*\]|[^:]*):(.*)$/.exec(authority.slice(authority.lastIndexOf('@') + 1))?.[1];
  return port !== undefined && !isPort(port)
    ? 'invalid port number in database URL.'
    : 'It is not a valid URL.';
}

function isPort(text: string): boolean {
  return /^\d*$/.test(text) && Number(text) <= 65535;
}

function decode(part: string, name: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalid(
      `The ${name} contains a \`%\` that does not start a percent-encoded character; write it as \`%25\`.`,
    );
  }
}

function port(text: string): number {
  if (text === '') return 5432;
  if (!isPort(text) || Number(text) < 1) throw invalid('invalid port number in database URL.');
  return Number(text);
}

function seconds(parameters: URLSearchParams, name: string, fallback: number): number {
  const text = parameters.get(name);
  if (text === null) return fallback;
  const number = Number(text);
  if (text === '' || !Number.isFinite(number) || number < 0)
    throw invalid(`\`${name}\` must be a number of seconds.`);
  return number;
}
