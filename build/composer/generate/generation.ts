import type { PrismaClientTsGenerator } from '@prisma/client-generator-ts';
import type { Content, Unchanged } from '../publish/content';
import type { GenerateContext } from './dmmf';
import { type FileMap, type OpenGenerator, openGenerator, type Parts } from './generator';
import { ModelKeys } from './model-keys';

/** A run of Prisma's generator that makes only what is needed, and writes nothing. */
export interface Generation {
  generator: PrismaClientTsGenerator;
  files: Map<string, Content>;
  keys: Record<string, string>;
  /** Call it when the generator is done. */
  end(): void;
}

interface Run extends Pick<Generation, 'files' | 'keys'> {
  published: Readonly<Record<string, string>>;
  /** Set at the first model. */
  models?: ModelKeys;
}

/** A model's file whose key is that of the published one. */
class Unmade {
  constructor(readonly make: () => string) {}
}

/** By the folder that Prisma is told to write into. */
const runs = new Map<string, Run>();

let opened: { generator: OpenGenerator | undefined } | undefined;

/**
 * Begins a run into a folder, with the keys of the published files. Undefined when Prisma's generator is not the one
 * that is known here: then it has to be used as it is.
 */
export function generationInto(
  folder: string,
  published: Readonly<Record<string, string>>,
): Generation | undefined {
  opened ??= { generator: openAndTakePart() };
  if (opened.generator === undefined) return undefined;
  const run: Run = { published, files: new Map(), keys: {} };
  runs.set(folder, run);
  const generator = new opened.generator.PrismaClientTsGenerator();
  return { generator, files: run.files, keys: run.keys, end: () => void runs.delete(folder) };
}

function openAndTakePart(): OpenGenerator | undefined {
  const generator = openGenerator();
  generator?.replaceParts((own) => ({
    createModelFile: (context, model) => {
      const run = runs.get(context.generator?.output?.value ?? '');
      return run === undefined ? own.createModelFile(context, model) : modelFile(run, own, context, model);
    },
    writeFileMap: async (folder, files) => {
      const run = runs.get(folder);
      if (run === undefined) await own.writeFileMap(folder, files);
      else collect(files, '', run, generator);
    },
  }));
  return generator;
}

function modelFile(run: Run, own: Parts, context: GenerateContext, model: string): string | object {
  const name = `models/${context.outputFileName(model)}`;
  run.models ??= new ModelKeys(context);
  const { models } = run;
  const key = models.of(model);
  run.keys[name] = key;
  const make = (): string => String(own.createModelFile(models.contextOf(model), model));
  return run.published[name] === key ? new Unmade(make) : make();
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
