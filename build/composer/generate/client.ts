import fs from 'node:fs';
import path from 'node:path';
import { PrismaClientTsGenerator } from '@prisma/client-generator-ts';
import { enginesVersion } from '@prisma/engines-version';
import { getGenerators, processSchemaResult } from '@prisma/internals';
import type { Composition } from '../composition/composition';
import type { DatabaseSettings } from '../options';
import type { Content } from '../publish/content';
import { asyncStep } from '../timing/step';
import { type Generation, generationInto } from './generation';

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
  const schemaContext = await processSchemaResult({
    printLoadMessage: false,
    schemaResult: {
      schemaRootDir: schemaFolder,
      schemaPath: schemaFolder,
      schemas: files.map(({ name, text }) => [path.join(schemaFolder, name), text]),
    },
  });
  const generation = generationInto(scratch, keys);
  try {
    await generate(schemaContext, scratch, generation);
  } finally {
    generation?.end();
  }
  return generation ?? { files: readFiles(scratch), keys: {} };
}

async function generate(
  schemaContext: Awaited<ReturnType<typeof processSchemaResult>>,
  scratch: string,
  generation: Generation | undefined,
): Promise<void> {
  const generator = generation?.generator ?? new PrismaClientTsGenerator();
  const options = {
    schemaContext,
    registry: { 'prisma-client': { type: 'in-process' as const, generator } },
    skipDownload: true,
    // An application whose last component went away still imports its client.
    allowNoModels: true,
    version: enginesVersion,
    cliCommand: 'prismosaic compose',
  } satisfies Parameters<typeof getGenerators>[0];
  const generators = await asyncStep('DMMF', () => getGenerators(options));
  for (const one of generators) {
    const output = one.options?.generator.output;
    if (!output) throw new Error('The generator of the composed schema has no output.');
    output.value = scratch;
    try {
      await asyncStep('generator', () => one.generate());
    } finally {
      one.stop();
    }
  }
}

function readFiles(folder: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    files.set(path.relative(folder, file).split(path.sep).join('/'), fs.readFileSync(file));
  }
  return files;
}
