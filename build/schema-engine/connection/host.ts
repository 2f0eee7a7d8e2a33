/**
 * The same connection URL with a host where it names a user and none: `postgresql://me@/db?host=/var/run/postgresql`.
 * PostgreSQL's own programs take that; URL parsers do not. The parameter `host` counts more than the one put in.
 */
export function withHost(url: string): string {
  return url.replace(/^([a-z]+:\/\/[^/?#]*@)(?=[:/?#]|$)/i, '$1localhost');
}
