import fs from 'node:fs';
import path from 'node:path';
import { PrismaClientTsGenerator } from '@prisma/client-generator-ts';
import { enginesVersion } from '@prisma/engines-version';
import { getGenerators, processSchemaResult } from '@prisma/internals';
import type { Composition } from './composition/composition';
import type { DatabaseSettings } from './options';

/**
 * Generates the client of a composition, in this process and from memory, exactly as `prisma generate` would from
 * the published folder. Prisma writes into the empty folder `scratch`; the files are handed back by their name.
 * Throws what Prisma throws.
 */
export async function generateClient(
  composition: Composition,
  database: DatabaseSettings,
  { root, scratch }: { root: string; scratch: string },
): Promise<Map<string, Buffer>> {
  const schemaFolder = path.join(root, database.schemaFolder);
  const schemaContext = await processSchemaResult({
    printLoadMessage: false,
    schemaResult: {
      schemaRootDir: schemaFolder,
      schemaPath: schemaFolder,
      schemas: composition.files.map(({ name, text }) => [path.join(schemaFolder, name), text]),
    },
  });
  const generators = await getGenerators({
    schemaContext,
    registry: { 'prisma-client': { type: 'in-process', generator: new PrismaClientTsGenerator() } },
    skipDownload: true,
    // An application whose last component went away still imports its client.
    allowNoModels: true,
    version: enginesVersion,
    cliCommand: 'prismosaic compose',
  });
  for (const generator of generators) {
    const output = generator.options?.generator.output;
    if (!output) throw new Error('The generator of the composed schema has no output.');
    output.value = scratch;
    try {
      await generator.generate();
    } finally {
      generator.stop();
    }
  }
  return readFiles(scratch);
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
