import type * as Wasm from '@prisma/schema-engine-wasm';
import { parseConnectionUrl } from '../../connection/connection-url';

/** What the engine is told when there is no database. */
const OFFLINE = 'public';

/** All that decides what schema a name without one belongs to. */
export interface Surroundings {
  /** The addresses of all databases that take part. */
  urls: (string | undefined)[];
  /** The texts of all models that do. */
  models: string[];
}

/**
 * The Postgres schemas in which the engine works when nothing names another: that of each connection. Empty where models
 * name their schemas, so that each name counts.
 */
export function defaultSchemas({ urls, models }: Surroundings): Set<string> {
  if (models.some((text) => /@@schema\b|^\s*schemas\s*=/m.test(text))) return new Set();
  const schemas = urls.flatMap((url) => (url ? [parseConnectionUrl(url).schema] : []));
  return new Set([OFFLINE, ...schemas]);
}

/** What a comparison brings along. */
export function surroundingsOf({ from, to }: Wasm.DiffParams): Surroundings {
  const sides = [from, to];
  return {
    urls: sides.map((side) => (side.tag === 'url' ? side.url : undefined)),
    models: sides.flatMap((side) => ('files' in side ? side.files.map(({ content }) => content) : [])),
  };
}
