import { createHash } from 'node:crypto';

interface Asset {
  type: string;
  text: string;
}

const published = new Map<string, Asset>();

/**
 * Serves a text under `/assets/`, and returns its address. The address contains a hash of the text: browsers may cache
 * it permanently, and a changed text has another address.
 */
export function publishAsset(name: string, text: string): string {
  const dot = name.lastIndexOf('.');
  const type = TYPES[name.slice(dot)];
  if (type === undefined)
    throw new Error(`can't serve ${name}: its extension must be one of ${Object.keys(TYPES)}`);
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 10);
  const file = `${name.slice(0, dot)}.${hash}${name.slice(dot)}`;
  published.set(file, { type, text });
  return `/assets/${file}`;
}

/** What was published under this file name. */
export function publishedAsset(file: string): Asset | undefined {
  return published.get(file);
}

const TYPES: Record<string, string> = { '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml' };
