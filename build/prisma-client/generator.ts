import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import type { PrismaClientTsGenerator } from '@prisma/client-generator-ts';
import type { Dmmf } from './description/dmmf';
import type { GenerateContext } from './models/context';
import type { InputField, TypeNames } from './models/field-text';

/** The generated files by name, nested as Prisma's generator nests them: folders are objects. */
export interface FileMap {
  [name: string]: string | Buffer | object;
}

/** The functions of Prisma's generator that a run replaces. */
export interface Parts {
  /** Makes the text of a model's file. An object instead of a text passes through unchanged. */
  createModelFile(context: GenerateContext, model: string): string | object;
  /** Makes the text of the file for the types that belong to no model. */
  createCommonInputTypeFiles(context: GenerateContext): string;
  /** Makes the text of the type that names all models with their operations. */
  clientTypeMapDefinition(context: GenerateContext): string;
  /** The statement with the parameter graph. */
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
  /** The operations of a model, in Prisma's order. */
  actions: readonly string[];
}

/**
 * The hash of the only version of Prisma's generator, and of the packages that build its parameter graph, that this
 * folder was written for. Other versions are used unchanged. After a new version of Prisma: read `createModelFile` and
 * what it calls for anything that `ModelParts` does not have, compare `models/field-text.ts` and `graph/` with what they
 * replace, run the stress test, and put the hash of the new texts here.
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

/** Prisma's generator with replaceable parts; undefined when it is not the reviewed version. */
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
