import path from 'node:path';
import type { Composition } from '../composer/composition/composition';
import type { DatabaseSettings } from '../composer/options';
import type { Content } from '../files/content';
import { type ProjectPrisma, projectPrisma } from '../ground/project-prisma';
import { describe } from './description/describe';
import { UnknownForm } from './description/unknown-form';
import { forgetMemoryOf, memoryOf } from './memory';

/** A generated client. */
export interface Client {
  files: Map<string, Content>;
  /** By file name: a key of what the file was made from. Files with the same key have the same bytes. */
  keys: Record<string, string>;
}

type Files = Pick<Composition, 'files'>;

/**
 * Starts the slow part of `generateClient` in another thread. Once `signal` is aborted, the result is not used.
 */
export function describeClient(
  composition: Files,
  database: DatabaseSettings,
  root: string,
  signal?: AbortSignal,
): Promise<Buffer> {
  // Its own command line describes for itself.
  if (database.prismaVersion !== undefined || database.generators.length > 0)
    return Promise.resolve(Buffer.alloc(0));
  const described = describe(filesOf(composition, database, root), signal);
  described.catch(() => undefined);
  return described;
}

/**
 * Generates the client of a composition exactly as the project's `prisma generate` would from the published folder: in
 * this process and from memory, or, for another minor version of Prisma, by its command line. Prisma writes into the empty folder `scratch`; the result has the files by name. Files whose
 * key is in `keys` are only made when their bytes are requested. `described` is the result of `describeClient`.
 * Throws what Prisma throws.
 */
export async function generateClient(
  composition: Files,
  database: DatabaseSettings,
  {
    root,
    scratch,
    keys,
    described = describeClient(composition, database, root),
  }: {
    root: string;
    scratch: string;
    keys: Readonly<Record<string, string>>;
    described?: Promise<Buffer>;
  },
): Promise<Client> {
  const place = path.join(root, database.clientFolder);
  const schemaFolder = path.join(root, database.schemaFolder);
  described.catch(() => undefined);
  const prisma = otherPrisma(root, database);
  if (prisma !== undefined) {
    const { generateByCommandLine } = await import('./command-line');
    return { files: await generateByCommandLine(composition, database, { root, scratch, prisma }), keys: {} };
  }
  const [{ generateWhole, loadSchema }, { generateChanges, isGeneratorKnown }] = await Promise.all([
    import('./whole'),
    import('./changes'),
  ]);
  const schemaContext = await loadSchema(schemaFolder, filesOf(composition, database, root));
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

/** The project's Prisma, when it is another minor version than that of Prismosaic's generator. */
function otherPrisma(root: string, { prismaVersion }: DatabaseSettings): ProjectPrisma | undefined {
  return prismaVersion === undefined ? undefined : projectPrisma(root);
}

function filesOf({ files }: Files, { schemaFolder }: DatabaseSettings, root: string): [string, string][] {
  return files.map(({ name, text }) => [path.join(root, schemaFolder, name), text]);
}
