import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import type { PrismaClientTsGenerator } from '@prisma/client-generator-ts';
import type { GenerateContext } from './dmmf';

/** The names of what is generated, as Prisma's generator nests them: folders are objects. */
export interface FileMap {
  [name: string]: string | Buffer | object;
}

/** What a run takes part in, of all that Prisma's generator does. */
export interface Parts {
  /** Makes the text of a model's file. What is no text is left alone, and comes out as it is. */
  createModelFile(context: GenerateContext, model: string): string | object;
  writeFileMap(folder: string, files: FileMap): Promise<unknown>;
}

/** Prisma's generator, two of whose functions can be replaced. */
export interface OpenGenerator {
  PrismaClientTsGenerator: typeof PrismaClientTsGenerator;
  replaceParts(replace: (own: Parts) => Parts): void;
  addPreamble(files: FileMap, noCheck: boolean): void;
}

/**
 * The one text of Prisma's generator that `model-key.ts` was written for. Another one is used as it comes. After a
 * new version of Prisma: read `createModelFile` and what it calls for anything that the key does not hold, run the
 * stress test, and put the hash of the new text here.
 */
const reviewed = '54815837231b1cafad804b4662a198794ff73d2fbc51bf9b90eb88521858162b';

const opening = `
module.exports.replaceParts = (replace) => {
  ({ createModelFile, writeFileMap } = replace({ createModelFile, writeFileMap }));
};
module.exports.addPreamble = addPreambleToSourceFiles;
`;

/** Prisma's generator with its seams open; undefined when it is not the one that is known. */
export function openGenerator(known = reviewed): OpenGenerator | undefined {
  const require = createRequire(__filename);
  const file = require.resolve('@prisma/client-generator-ts');
  const text = fs.readFileSync(file, 'utf8');
  if (createHash('sha256').update(text).digest('hex') !== known) return undefined;
  const module: { exports: Partial<OpenGenerator> } = { exports: {} };
  const run = compileFunction(text + opening, ['exports', 'require', 'module', '__filename', '__dirname'], {
    filename: file,
  });
  run(module.exports, createRequire(file), module, file, path.dirname(file));
  const { PrismaClientTsGenerator, replaceParts, addPreamble } = module.exports;
  if (!PrismaClientTsGenerator || !replaceParts || !addPreamble) return undefined;
  return { PrismaClientTsGenerator, replaceParts, addPreamble };
}
