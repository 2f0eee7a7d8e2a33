import type { PrismaClientTsGenerator } from '@prisma/client-generator-ts';
import type { Content, Unchanged } from '../files/content';
import type { Dmmf } from './description/dmmf';
import { type FileMap, type OpenGenerator, openGenerator, type Parts } from './generator';
import { ParamGraph } from './graph/param-graph';
import type { Memory } from './memory';
import type { GenerateContext } from './models/context';
import { fieldText } from './models/field-text';
import type { ModelFilesOfRun } from './models/model-files';

/** A run of Prisma's generator that makes only what is needed, and writes nothing. */
export interface Generation {
  generator: PrismaClientTsGenerator;
  files: Map<string, Content>;
  /** By file name: a key of what the model's file was made from. */
  keys: Record<string, string>;
  /** Call it when the generator has finished. */
  end(): void;
}

interface Run extends Pick<Generation, 'files' | 'keys'> {
  memory: Memory;
  published: Readonly<Record<string, string>>;
  /** Set when the first file is made. */
  models?: ModelFilesOfRun;
}

/** A model's file with the same key as the published one. */
class Unmade {
  constructor(readonly make: () => string) {}
}

/** By the output folder that Prisma gets. */
const runs = new Map<string, Run>();
/** The same by the datamodel, the only object that Prisma passes on unchanged. */
const runsByDatamodel = new WeakMap<object, Run>();

let opened: { generator: OpenGenerator | undefined } | undefined;

/** Whether Prisma's generator is the reviewed version. Another version is used unchanged. */
export function isGeneratorKnown(): boolean {
  return generatorWithParts() !== undefined;
}

/** Begins a run into a folder, with the keys of the published files. */
export function generationInto(
  folder: string,
  { memory, dmmf, published }: { memory: Memory; dmmf: Dmmf; published: Readonly<Record<string, string>> },
): Generation {
  const open = generatorWithParts();
  if (open === undefined) throw new Error('Prisma’s generator is not the reviewed version.');
  const run: Run = { memory, published, files: new Map(), keys: {} };
  runs.set(folder, run);
  runsByDatamodel.set(dmmf.datamodel, run);
  const end = (): void => {
    runs.delete(folder);
    memory.description.forget();
  };
  return { generator: new open.PrismaClientTsGenerator(), files: run.files, keys: run.keys, end };
}

function generatorWithParts(): OpenGenerator | undefined {
  opened ??= { generator: openAndTakePart() };
  return opened.generator;
}

function openAndTakePart(): OpenGenerator | undefined {
  const generator = openGenerator();
  generator?.replaceParts((own) => ({
    createModelFile: (context, model) => modelFile(runOf(context), own, context, model),
    createCommonInputTypeFiles: (context) =>
      own.createCommonInputTypeFiles(modelsOf(runOf(context), context).contextOfCommon()),
    clientTypeMapDefinition: (context) =>
      runOf(context).memory.typeMap.of(context, () => own.clientTypeMapDefinition(context)),
    buildParameterizationSchema: (dmmf) =>
      paramGraph(known(runsByDatamodel.get(dmmf.datamodel)), dmmf, generator),
    writeFileMap: async (folder, files) => collect(files, '', known(runs.get(folder)), generator),
  }));
  if (generator !== undefined) printFieldsFast(generator);
  return generator;
}

function runOf({ generator }: GenerateContext): Run {
  return known(runs.get(generator?.output?.value ?? ''));
}

function known(run: Run | undefined): Run {
  if (run === undefined) throw new Error('Prisma’s generator asks for an unknown run.');
  return run;
}

function modelsOf(run: Run, context: GenerateContext): ModelFilesOfRun {
  run.models ??= run.memory.models.begin(context);
  return run.models;
}

function modelFile(run: Run, own: Parts, context: GenerateContext, model: string): string | object {
  const name = `models/${context.outputFileName(model)}`;
  const { key, contextOf } = modelsOf(run, context).of(model);
  run.keys[name] = key;
  const make = (): string => String(own.createModelFile(contextOf(), model));
  return run.published[name] === key ? new Unmade(make) : make();
}

function paramGraph({ memory }: Run, { mappings }: Dmmf, { actions }: OpenGenerator): string {
  const { strings, graph } = new ParamGraph(memory.description, memory.unions).build(
    mappings.modelOperations,
    actions,
  );
  return `config.parameterizationSchema = {
  strings: JSON.parse(${JSON.stringify(JSON.stringify(strings))}),
  graph: "${graph}"
}`;
}

function printFieldsFast({ InputField, typeNames }: OpenGenerator): void {
  const { toTS } = InputField.prototype;
  InputField.prototype.toTS = function () {
    return fieldText(this, typeNames) ?? toTS.call(this);
  };
}

function collect(files: FileMap, folder: string, run: Run, generator: OpenGenerator): void {
  for (const [base, content] of Object.entries(files)) {
    const name = folder + base;
    if (typeof content === 'string') run.files.set(name, Buffer.from(content));
    else if (Buffer.isBuffer(content)) run.files.set(name, content);
    else if (content instanceof Unmade) run.files.set(name, unchanged(base, content, generator));
    else collect(Object.fromEntries(Object.entries(content)), `${name}/`, run, generator);
  }
}

function unchanged(base: string, { make }: Unmade, { addPreamble }: OpenGenerator): Unchanged {
  return {
    bytes: () => {
      const files: FileMap = { [base]: make() };
      addPreamble(files, true);
      return Buffer.from(String(files[base]));
    },
  };
}
