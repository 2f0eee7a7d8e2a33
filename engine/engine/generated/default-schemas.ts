import type * as Wasm from '@prisma/schema-engine-wasm';
import { parseConnectionUrl } from '../../connection/connection-url';

/** The schema that the engine gets when there is no database. */
const OFFLINE = 'public';

/** Everything that decides which schema an unqualified name belongs to. */
export interface SchemaContext {
  /** The URLs of all databases involved. */
  urls: (string | undefined)[];
  /** The texts of all models involved. */
  models: string[];
}

/**
 * The Postgres schemas that the engine uses by default: that of each connection. Empty where models name their
 * schemas, so that each name stays.
 */
export function defaultSchemas({ urls, models }: SchemaContext): Set<string> {
  if (models.some((text) => /@@schema\b|^\s*schemas\s*=/m.test(text))) return new Set();
  const schemas = urls.flatMap((url) => (url ? [parseConnectionUrl(url).schema] : []));
  return new Set([OFFLINE, ...schemas]);
}

/** What a comparison involves. */
export function schemaContextOf({ from, to }: Wasm.DiffParams): SchemaContext {
  const sides = [from, to];
  return {
    urls: sides.map((side) => (side.tag === 'url' ? side.url : undefined)),
    models: sides.flatMap((side) => ('files' in side ? side.files.map(({ content }) => content) : [])),
  };
}
