import path from 'node:path';
import type { Composition } from '../composition/composition';
import type { DatabaseSettings } from '../options';
import type { Content } from '../publish/content';
import { describe } from './description/describe';
import { UnknownForm } from './description/unknown-form';
import { forgetMemoryOf, memoryOf } from './memory';

/** A generated client. */
export interface Client {
  files: Map<string, Content>;
  /** What files were made from, by their names. A file with the same key has the same bytes. */
  keys: Record<string, string>;
}

/**
 * Generates the client of a composition, in this process and from memory, exactly as `prisma generate` would from
 * the published folder. Prisma writes into the empty folder `scratch`; the files are handed back by their name. Those
 * that `keys` knows are not made until their bytes are asked for. Throws what Prisma throws.
 */
export async function generateClient(
  { files }: Pick<Composition, 'files'>,
  database: DatabaseSettings,
  { root, scratch, keys }: { root: string; scratch: string; keys: Readonly<Record<string, string>> },
): Promise<Client> {
  const schemaFolder = path.join(root, database.schemaFolder);
  const place = path.join(root, database.clientFolder);
  const schemas = files.map(({ name, text }): [string, string] => [path.join(schemaFolder, name), text]);
  // It takes long, and goes on while Prisma's generator is loaded and its other questions are answered here.
  const described = describe(schemas);
  described.catch(() => undefined);
  const [{ generateWhole, loadSchema }, { generateChanges, isGeneratorKnown }] = await Promise.all([
    import('./whole'),
    import('./changes'),
  ]);
  const schemaContext = await loadSchema(schemaFolder, schemas);
  if (isGeneratorKnown()) {
    try {
      const memory = memoryOf(place);
      return await generateChanges(schemaContext, described, { scratch, memory, published: keys });
    } catch (error) {
      forgetMemoryOf(place);
      if (!(error instanceof UnknownForm)) throw error;
    }
  }
  return { files: await generateWhole(schemaContext, scratch), keys: {} };
}
