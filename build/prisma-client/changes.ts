import { enginesVersion } from '@prisma/engines-version';
import { mergeSchemas } from '@prisma/internals';
import { asyncStep, step } from '../ground/timing/step';
import type { Client } from './client';
import { generationInto } from './generation';

export { isGeneratorKnown } from './generation';

import type { Memory } from './memory';
import type { SchemaContext } from './whole';

/**
 * Lets Prisma's generator make only what an edit changes, and reuses what earlier runs kept. The options are those
 * that Prisma's `getGenerators` would pass; it is not called because it would compute the description a second time.
 */
export async function generateChanges(
  { schemaFiles, schemaPath, datasources, generators }: SchemaContext,
  described: Promise<Buffer>,
  {
    scratch,
    memory,
    published,
  }: { scratch: string; memory: Memory; published: Readonly<Record<string, string>> },
): Promise<Client> {
  const [config] = generators;
  if (config === undefined) throw new Error('The composed schema has no generator.');
  const datamodel = step('join', () => mergeSchemas({ schemas: schemaFiles }));
  const dmmf = await asyncStep('DMMF', async () => memory.description.read(await described));
  const { generator, files, keys, end } = generationInto(scratch, { memory, dmmf, published });
  const options = {
    generator: { ...config, output: { value: scratch, fromEnvVar: null }, isCustomOutput: true },
    otherGenerators: [],
    datamodel,
    datasources,
    dmmf,
    schemaPath,
    version: enginesVersion,
    allowNoModels: true,
  };
  try {
    await asyncStep('generator', () => generator.generate(options));
  } finally {
    end();
  }
  return { files, keys };
}
