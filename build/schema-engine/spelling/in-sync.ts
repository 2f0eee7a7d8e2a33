import type * as Wasm from '@prisma/schema-engine-wasm';
import { openConnection } from '../connection/connection';
import { parseConnectionUrl } from '../connection/connection-url';
import { adviceFor } from './advice';
import { defaultClauses, withoutClauses } from './alterations';
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
  if (defaultClauses(script).length === 0) return { script, advice: undefined };
  const kept = await keptIn(url, script);
  if (kept.length === 0) return { script, advice: undefined };
  const same = (one: { table: string; column: string }) => (other: { table: string; column: string }) =>
    one.table === other.table && one.column === other.column;
  const { schema } = await engine.introspect({
    schema: { files },
    baseDirectoryPath: '.',
    force: false,
    compositeTypeDepth: -1,
    namespaces: null,
  });
  return {
    script: withoutClauses(script, (clause) => kept.some(same(clause))),
    advice: adviceFor(kept, schema.files),
  };
}

async function keptIn(url: string, script: string): Promise<KeptDefault[]> {
  const client = await openConnection(parseConnectionUrl(url));
  try {
    return await keptDefaults(client, script);
  } finally {
    await client.end().catch(() => undefined);
  }
}
