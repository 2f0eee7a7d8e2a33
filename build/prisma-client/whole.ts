import { PrismaClientTsGenerator } from '@prisma/client-generator-ts';
import { enginesVersion } from '@prisma/engines-version';
import { getGenerators, processSchemaResult } from '@prisma/internals';
import { asyncStep } from '../ground/timing/step';
import { readFiles } from './read-files';

/** The schema files as Prisma loads them. */
export type SchemaContext = Awaited<ReturnType<typeof processSchemaResult>>;

/** Loads schema files from memory, as if they were in `folder`. */
export function loadSchema(folder: string, schemas: [path: string, text: string][]): Promise<SchemaContext> {
  return processSchemaResult({
    printLoadMessage: false,
    schemaResult: { schemaRootDir: folder, schemaPath: folder, schemas },
  });
}

/** Runs Prisma's generator unchanged. `scratch` is an empty folder. */
export async function generateWhole(
  schemaContext: SchemaContext,
  scratch: string,
): Promise<Map<string, Buffer>> {
  const generator = new PrismaClientTsGenerator();
  const options = {
    schemaContext,
    registry: { 'prisma-client': { type: 'in-process' as const, generator } },
    skipDownload: true,
    // An application without components still imports its client.
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
  return readFiles(scratch);
}
