import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import type { PrismaClientTsGenerator } from '@prisma/client-generator-ts';
import type { Dmmf } from './description/dmmf';
import type { GenerateContext } from './models/context';
import type { InputField, TypeNames } from './models/field-text';

/** The names of what is generated, as Prisma's generator nests them: folders are objects. */
export interface FileMap {
  [name: string]: string | Buffer | object;
}

/** What a run takes part in, of all that Prisma's generator does. */
export interface Parts {
  /** Makes the text of a model's file. What is no text is left alone, and comes out as it is. */
  createModelFile(context: GenerateContext, model: string): string | object;
  /** Makes the text of the file of the types that belong to no model. */
  createCommonInputTypeFiles(context: GenerateContext): string;
  /** Makes the text of the type that names all models with their operations. */
  clientTypeMapDefinition(context: GenerateContext): string;
  /** The statement that holds the graph of parameters. */
  buildParameterizationSchema(dmmf: Dmmf): string;
  writeFileMap(folder: string, files: FileMap): Promise<unknown>;
}

/** Prisma's generator, some of whose functions can be replaced. */
export interface OpenGenerator {
  PrismaClientTsGenerator: typeof PrismaClientTsGenerator;
  replaceParts(replace: (own: Parts) => Parts): void;
  addPreamble(files: FileMap, noCheck: boolean): void;
  /** Prints the fields of input types. */
  InputField: { prototype: InputField & { toTS(): string } };
  typeNames: TypeNames;
  /** What can be done with a model, in the order in which Prisma tells it. */
  actions: readonly string[];
}

/**
 * The one text of Prisma's generator, and of the packages that build its graph of parameters, that this folder was
 * written for. Others are used as they come. After a new version of Prisma: read `createModelFile` and what it calls
 * for anything that `ModelParts` does not hold, compare `models/field-text.ts` and `graph/` with what they stand for,
 * run the stress test, and put the hash of the new texts here.
 */
const reviewed = '7e1123892990280869263750c70c20445121a268ae13815b09170dd41191ea4f';

const replaced: readonly (keyof Parts)[] = [
  'createModelFile',
  'createCommonInputTypeFiles',
  'clientTypeMapDefinition',
  'buildParameterizationSchema',
  'writeFileMap',
];

const opening = `
module.exports.replaceParts = (replace) => {
  ({ ${replaced} } = replace({ ${replaced} }));
};
module.exports.addPreamble = addPreambleToSourceFiles;
module.exports.InputField = InputField;
module.exports.typeNames = { scalars: GraphQLScalarToJSTypeTable, inputs: JSOutputTypeToInputType };
module.exports.actions = Object.keys(DMMF2.ModelAction);
`;

const exported = [
  'PrismaClientTsGenerator',
  'replaceParts',
  'addPreamble',
  'InputField',
  'typeNames',
  'actions',
];

/** Prisma's generator with its seams open; undefined when it is not the one that is known. */
export function openGenerator(known = reviewed): OpenGenerator | undefined {
  const file = createRequire(__filename).resolve('@prisma/client-generator-ts');
  const text = fs.readFileSync(file, 'utf8');
  if (hashOf(text, file) !== known) return undefined;
  const module: { exports: Partial<OpenGenerator> } = { exports: {} };
  const run = compileFunction(text + opening, ['exports', 'require', 'module', '__filename', '__dirname'], {
    filename: file,
  });
  run(module.exports, createRequire(file), module, file, path.dirname(file));
  return isOpen(module.exports) ? module.exports : undefined;
}

function hashOf(generator: string, file: string): string {
  const builder = createRequire(file).resolve('@prisma/param-graph-builder');
  const graph = createRequire(builder).resolve('@prisma/param-graph');
  const hash = createHash('sha256').update(generator);
  for (const one of [builder, graph]) hash.update(fs.readFileSync(one));
  return hash.digest('hex');
}

function isOpen(generator: Partial<OpenGenerator>): generator is OpenGenerator {
  return exported.every((name) => name in generator);
}
