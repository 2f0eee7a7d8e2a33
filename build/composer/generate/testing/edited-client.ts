import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PrismaClientTsGenerator } from '@prisma/client-generator-ts';
import { enginesVersion } from '@prisma/engines-version';
import { getGenerators, processSchemaResult } from '@prisma/internals';
import type { ComposedFile } from '../../composition/composition';
import { databaseSettings, resolveOptions } from '../../options';
import { composing } from '../../testing/composing';
import { generateClient } from '../client';
import { RandomEdits } from './random-edits';
import { renderSchema } from './random-schema';

/** What a sequence of random edits came to. */
export interface Edited {
  edits: number;
  /** Models' files that were made, and that were taken over. */
  made: number;
  kept: number;
  /** The names of the files that differ from a full generation, with the edit's number. */
  differing: string[];
}

const database = databaseSettings(resolveOptions({ root: '/project' }));

/** Edits a schema at random, generates after each edit with what is known from before, and compares with Prisma. */
export async function editAtRandom(seed: number, edits: number): Promise<Edited> {
  const scratch = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'prismosaic-edits-'));
  const random = new RandomEdits(seed);
  const edited: Edited = { edits: 0, made: 0, kept: 0, differing: [] };
  let published: { files: Map<string, Buffer>; keys: Record<string, string> } = {
    files: new Map(),
    keys: {},
  };
  try {
    for (let tries = 0; edited.edits < edits && tries < 10 * edits; tries++) {
      random.edit();
      const { files, diagnostics, judged } = composing(renderSchema(random.schema));
      if ([...diagnostics, ...judged].some(({ severity }) => severity === 'error')) continue;
      edited.edits++;
      const client = await generateClient({ files }, database, {
        root: '/project',
        scratch: path.join(scratch, 'ours'),
        keys: published.keys,
      });
      const now = new Map<string, Buffer>();
      for (const [name, content] of client.files) {
        const before = published.files.get(name);
        if (Buffer.isBuffer(content)) now.set(name, content);
        else if (before !== undefined) now.set(name, before);
        if (!(name in client.keys)) continue;
        if (Buffer.isBuffer(content)) edited.made++;
        else edited.kept++;
      }
      const whole = await generateWhole(files, path.join(scratch, String(edited.edits)));
      const names = new Set([...now.keys(), ...whole.keys()]);
      for (const name of names) {
        const same = whole.get(name) === now.get(name)?.toString();
        if (!same) edited.differing.push(`edit ${edited.edits}: ${name}`);
      }
      published = { files: now, keys: client.keys };
    }
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
  return edited;
}

/** Prisma's generator as it comes, writing into a folder. */
async function generateWhole(files: readonly ComposedFile[], folder: string): Promise<Map<string, string>> {
  const schemaContext = await processSchemaResult({
    printLoadMessage: false,
    schemaResult: {
      schemaRootDir: '/project/prisma/schema',
      schemaPath: '/project/prisma/schema',
      schemas: files.map(({ name, text }) => [`/project/prisma/schema/${name}`, text]),
    },
  });
  const [generator] = await getGenerators({
    schemaContext,
    registry: { 'prisma-client': { type: 'in-process', generator: new PrismaClientTsGenerator() } },
    skipDownload: true,
    allowNoModels: true,
    version: enginesVersion,
    cliCommand: '',
  });
  const output = generator?.options?.generator.output;
  if (!generator || !output) throw new Error('No generator.');
  output.value = folder;
  await generator.generate();
  generator.stop();
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const isFile = (name: string): boolean => fs.statSync(path.join(folder, name)).isFile();
  return new Map(
    names.filter(isFile).map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]),
  );
}
