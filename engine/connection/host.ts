/**
 * Adds a host to a connection URL that has a user and no host: `postgresql://me@/db?host=/var/run/postgresql`.
 * PostgreSQL's own programs accept that; URL parsers do not. The parameter `host` takes precedence over the added
 * host.
 */
export function withHost(url: string): string {
  return url.replace(/^([a-z]+:\/\/[^/?#]*@)(?=[:/?#]|$)/i, '$1localhost');
}
