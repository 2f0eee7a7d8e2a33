import type { Request } from 'express';

/** How a request can be sent once more from a page, without scripts. */
export interface Retry {
  /** On this server, whatever the request's own address looked like. */
  address: string;
  /** The fields of a form that was posted; undefined where a link is enough. */
  fields?: [name: string, value: string][];
}

/** A page gets a link and a form its fields; nothing that can't be repeated as it was, or that holds a password. */
export function retryOf({ method, originalUrl, body }: Request): Retry | undefined {
  const address = `/${originalUrl.replace(/^[/\\]+/, '')}`;
  if (method === 'GET' || method === 'HEAD') return { address };
  if (method !== 'POST' || typeof body !== 'object' || body === null) return undefined;
  const fields: [string, string][] = [];
  for (const [name, value] of Object.entries(body)) {
    if (typeof value !== 'string' || /pass|secret|pin\b/i.test(name)) return undefined;
    fields.push([name, value]);
  }
  return fields.length > 0 ? { address, fields } : undefined;
}
