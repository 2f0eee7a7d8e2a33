import { distance } from 'fastest-levenshtein';
import { withHost } from './host';

/** What shapes a migration's connection, and what other clients of the same URL may want and a migration does not. */
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

/** Parameters of a connection URL that no engine of Prisma knows, which ignores them. None of a URL that can't be read. */
export function unknownParameters(text: string): string[] {
  const url = withHost(text).replace(/ /g, '%20');
  if (!URL.canParse(url)) return [];
  const names = new Set(new URL(url).searchParams.keys());
  return [...names].filter((name) => !PARAMETERS.includes(name));
}

/** One line that says that parameters are ignored, and which ones may have been meant. */
export function ignoredLine(names: readonly string[]): string {
  const listed = names.map((name) => `\`${name}\`${meant(name)}`).join(', ');
  return `Ignored in the database URL: ${listed}. The schema engine has no such ${names.length > 1 ? 'parameters' : 'parameter'}.`;
}

/** A wrong letter or two in a long name, one in a short one. */
function meant(name: string): string {
  const ranked = PARAMETERS.map((known) => ({ known, far: distance(known, name) })).sort(
    (a, b) => a.far - b.far,
  );
  const [nearest] = ranked;
  const near = nearest !== undefined && nearest.far <= (name.length < 5 ? 1 : 2);
  return near ? ` (did you mean \`${nearest.known}\`?)` : '';
}
