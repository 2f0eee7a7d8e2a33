import type { Address } from 'node:cluster';

/** The URL of the server for a browser on this machine. */
export function urlOf({ address, port }: Address, path = '/'): string {
  const everywhere = !address || address === '::' || address === '0.0.0.0';
  const host = everywhere ? 'localhost' : address.includes(':') ? `[${address}]` : address;
  return `http://${host}:${port}${path}`;
}
