import { distance } from 'fastest-levenshtein';
import { withHost } from './host';

/** Parameters that a migration's connection uses, and parameters for other clients of the same URL. */
const PARAMETERS = [
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
];

/** Parameters of a connection URL that Prisma's engines don't know and ignore. Empty for a URL that can't be read. */
export function unknownParameters(text: string): string[] {
  const url = withHost(text).replace(/ /g, '%20');
  if (!URL.canParse(url)) return [];
  const names = new Set(new URL(url).searchParams.keys());
  return [...names].filter((name) => !PARAMETERS.includes(name));
}

/** One line that lists the ignored parameters, with the similar ones that may have been meant. */
export function ignoredLine(names: readonly string[]): string {
  const listed = names.map((name) => `\`${name}\`${meant(name)}`).join(', ');
  return `Ignored in the database URL: ${listed}. The schema engine has no such ${names.length > 1 ? 'parameters' : 'parameter'}.`;
}

/** Accepts up to two wrong letters in a long name, one in a short one. */
function meant(name: string): string {
  const ranked = PARAMETERS.map((known) => ({ known, far: distance(known, name) })).sort(
    (a, b) => a.far - b.far,
  );
  const [nearest] = ranked;
  const near = nearest !== undefined && nearest.far <= (name.length < 5 ? 1 : 2);
  return near ? ` (did you mean \`${nearest.known}\`?)` : '';
}
