import { choiceOf, type Fault, objectOf, textsOf } from './faults';
import type { Way } from './place';
import type { ClientSettings } from './resolved-database';

/** The options of Prisma's generator `prisma-client` that have a fixed set of values. */
const choices = {
  // Prisma has edge runtimes too; a Nest server with a PostgreSQL driver doesn't run there.
  runtime: ['nodejs', 'bun', 'deno'],
  moduleFormat: ['cjs', 'esm'],
  generatedFileExtension: ['ts', 'mts', 'cts'],
  importFileExtension: ['', 'js', 'mjs', 'cjs', 'ts', 'mts', 'cts'],
  compilerBuild: ['fast', 'small'],
} as const;

const names = [...Object.keys(choices), 'previewFeatures'];

/** Reads the `client` of a database. */
export function clientOf(value: unknown, way: Way, faults: Fault[]): Partial<ClientSettings> {
  if (value === undefined) return {};
  const options = objectOf(value, way, names, faults) ?? {};
  const client: Partial<ClientSettings> = {};
  for (const name of Object.keys(choices) as (keyof typeof choices)[]) {
    const chosen = choiceOf(options[name], [...way, name], faults, choices[name]);
    if (chosen !== undefined) client[name] = chosen;
  }
  const previews = textsOf(options.previewFeatures, [...way, 'previewFeatures'], faults, previewFault);
  if (previews !== undefined) client.previewFeatures = [...new Set(previews)];
  return client;
}

function previewFault(name: string) {
  if (/^[A-Za-z]\w*$/.test(name)) return undefined;
  return {
    message: `${JSON.stringify(name)} is not the name of a preview feature.`,
    hint: "write it as Prisma does: previewFeatures: ['views']",
  };
}
