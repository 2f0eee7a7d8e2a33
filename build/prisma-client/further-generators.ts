import fs from 'node:fs';
import path from 'node:path';
import type { Composition } from '../composer/composition/composition';
import { mainFile } from '../composer/composition/main-file';
import type { DatabaseSettings } from '../composer/options';
import type { GeneratorSettings } from '../config/resolved-database';
import { Unpublishable } from '../files/prepared';
import { projectPrisma } from '../ground/project-prisma';
import { runGenerate } from './command-line';
import { readFiles } from './read-files';

/** What further generators made: the files of each output, or its text when the output is a file. */
export interface FurtherOutputs {
  /** The client's files: some generators change them. */
  client: Map<string, Buffer>;
  /** By output, relative to the root. */
  outputs: Map<string, Map<string, Buffer> | Buffer>;
}

/**
 * Runs Prisma's client generator and the further ones of a database on a copy of the composed schema, so that nothing
 * half-made is seen and a failure leaves everything as it was. It is one `prisma generate`: a further generator may change
 * the client's files, each time from the same beginning. Throws an `Unpublishable` with the name of the one that failed.
 *
 * @param scratch an empty folder in the project
 */
export async function generateAll(
  composition: Pick<Composition, 'files'>,
  database: DatabaseSettings,
  { root, scratch }: { root: string; scratch: string },
): Promise<FurtherOutputs> {
  const { schemaFolder, clientFolder, generators } = database;
  const prisma = projectPrisma(root);
  if (prisma === undefined) throw failure(generators[0], 'The package prisma is not installed.');
  const run = async (folder: string, ...more: string[]) => {
    layOut(composition, database, folder);
    return await runGenerate({ root, scratch: folder, prisma, schemaFolder }, ...more);
  };
  const all = path.join(scratch, 'all');
  const { code, output } = await run(all);
  if (code !== 0) {
    // Prisma does not say which one it was: the first that fails beside the client alone.
    for (const [index, one] of generators.entries()) {
      const names = ['--generator', 'client', '--generator', one.name];
      const alone = await run(path.join(scratch, String(index)), ...names);
      if (alone.code !== 0) throw failure(one, alone.output);
    }
    throw new Error(`prisma generate ended with ${code}: ${output.trim()}`);
  }
  refuseUnnamed(composition, database, all);
  const outputs = generators.flatMap((one): [string, Map<string, Buffer> | Buffer][] =>
    one.output === undefined ? [] : [[one.output, madeBy(one, all)]],
  );
  return { client: readFiles(path.join(all, clientFolder)), outputs: new Map(outputs) };
}

/** Writes the composed schema with all generators, in a copy of the project's layout. */
function layOut({ files }: Pick<Composition, 'files'>, database: DatabaseSettings, scratch: string): void {
  const { schemaFolder, generators } = database;
  const folder = path.join(scratch, schemaFolder);
  fs.mkdirSync(folder, { recursive: true });
  // Behind the client's: Prisma runs them in this order.
  const blocks = generators.map((one) => `\n${blockOf(one, database)}`).join('');
  for (const { name, text } of files)
    fs.writeFileSync(path.join(folder, name), name === mainFile ? text + blocks : text);
  for (const { output } of generators)
    if (output !== undefined) fs.mkdirSync(path.dirname(path.join(scratch, output)), { recursive: true });
}

/** A generator has an output of its own when none is given: in the schema's folder, where it would be lost. */
function refuseUnnamed(
  { files }: Pick<Composition, 'files'>,
  { schemaFolder, clientFolder, generators }: DatabaseSettings,
  scratch: string,
): void {
  const one = generators.find(({ output }) => output === undefined);
  if (one === undefined) return;
  const schema = new Set(files.map(({ name }) => `${schemaFolder}/${name}`));
  const places = ['prisma.config.ts', clientFolder, ...generators.flatMap(({ output }) => output ?? [])];
  const stray = [...readFiles(scratch).keys()].find(
    (name) => !schema.has(name) && !places.some((place) => name === place || name.startsWith(`${place}/`)),
  );
  if (stray !== undefined)
    throw failure(one, `It made ${stray}.`, "say where its files belong: output: 'src/generated/…'");
}

function madeBy(generator: GeneratorSettings, scratch: string): Map<string, Buffer> | Buffer {
  const place = path.join(scratch, generator.output ?? '');
  const stats = fs.statSync(place, { throwIfNoEntry: false });
  if (stats === undefined) throw failure(generator, `It made no ${generator.output}.`);
  return stats.isDirectory() ? readFiles(place) : fs.readFileSync(place);
}

/** The generator as Prisma knows generators. */
function blockOf(
  { name, provider, output, options }: GeneratorSettings,
  { schemaFolder }: DatabaseSettings,
): string {
  const lines = Object.entries({
    provider,
    ...(output === undefined ? {} : { output: path.posix.relative(schemaFolder, output) }),
    ...options,
  });
  return `generator ${name} {\n${lines.map(([key, value]) => `  ${key} = ${JSON.stringify(value)}\n`).join('')}}\n`;
}

function failure(
  generator: GeneratorSettings | undefined,
  output: string,
  hint = 'fix its options under `generators`, or install its package; everything published before is still in place',
): Unpublishable {
  const lines = output
    .trim()
    .split('\n')
    .filter((line) => line.trim() !== '');
  return new Unpublishable({
    severity: 'error',
    code: 'GENERATOR_FAILED',
    message: `The generator "${generator?.name}" (${generator?.provider}) failed: ${lines.slice(-12).join('\n')}`,
    file: 'prismosaic.config.ts',
    hint,
  });
}
