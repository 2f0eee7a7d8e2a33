import type * as Wasm from '@prisma/schema-engine-wasm';
import { openConnection } from '../connection/connection';
import { parseConnectionUrl } from '../connection/connection-url';
import { adviceFor } from './advice';
import { type Column, defaultClauses, withoutClauses } from './alterations';
import { type KeptDefault, keptDefaults } from './kept-defaults';

/** A script without what would be in it for ever, and what to say of that. */
export interface Settled {
  /** Empty when nothing else was in it. */
  script: string;
  /** What never compares equal, and how to write it; `undefined` when there is nothing of the kind. */
  advice: string | undefined;
}

/**
 * Takes out of a script what has been done already and would come again each time: PostgreSQL gives the defaults back
 * in a spelling of its own, and the engine compares texts.
 * @param engine gives the spelling that it would take for equal.
 */
export async function settle(
  script: string,
  { url, engine, files }: { url: string; engine: Wasm.SchemaEngine; files: Wasm.SchemaContainer[] },
): Promise<Settled> {
  const left = await withoutKept(script, url);
  if (left.kept.length === 0) return { script, advice: undefined };
  const { schema } = await engine.introspect({
    schema: { files },
    baseDirectoryPath: '.',
    force: false,
    compositeTypeDepth: -1,
    namespaces: null,
  });
  return { script: left.script, advice: adviceFor(left.kept, schema.files) };
}

/** The script without the changes of defaults that the database at `url` has already, and what these are. */
export async function withoutKept(
  script: string,
  url: string,
): Promise<{ script: string; kept: KeptDefault[] }> {
  if (defaultClauses(script).length === 0) return { script, kept: [] };
  const kept = await keptIn(url, script);
  if (kept.length === 0) return { script, kept };
  const isKept = (clause: Column) =>
    kept.some(({ table, column }) => table === clause.table && column === clause.column);
  return { script: withoutClauses(script, isKept), kept };
}

async function keptIn(url: string, script: string): Promise<KeptDefault[]> {
  const client = await openConnection(parseConnectionUrl(url));
  try {
    return await keptDefaults(client, script);
  } finally {
    await client.end().catch(() => undefined);
  }
}
