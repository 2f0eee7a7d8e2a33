import type { Request } from 'express';

/** How a page can send a request again, without scripts. */
export interface Retry {
  /** Always on this server, even when the request's address looks like another host. */
  address: string;
  /** The fields of a form that was posted; undefined where a link is enough. */
  fields?: [name: string, value: string][];
}

/** A link for a page, the fields for a form. Undefined when it can't be repeated unchanged, or has a password. */
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
