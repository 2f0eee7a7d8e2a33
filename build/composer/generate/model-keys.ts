import { createHash } from 'node:crypto';
import { toolVersions } from '../sources/fingerprint';
import type { Argument, GenerateContext, InputType, OutputField, OutputType } from './dmmf';
import { genericTypes, isGeneric } from './generics';

/** Which files of a client come out the same: two models' files with the same key have the same bytes. */
export class ModelKeys {
  readonly #context: GenerateContext;
  readonly #common: string;
  readonly #inputs = new Map<string, InputType[]>();
  readonly #generic: Set<string>;

  constructor(context: GenerateContext) {
    this.#context = context;
    const { generator, provider, runtimeImport, dmmf } = context;
    this.#common = JSON.stringify([
      toolVersions(),
      // Prisma hands them over in any order.
      Object.entries(generator?.config ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
      generator?.previewFeatures,
      provider,
      runtimeImport,
      context.importFileName(''),
      // Rare: each model's file asks which of its fields are of a composite type.
      dmmf.datamodel.types,
    ]);
    const { prisma = [], model: ofModels = [] } = dmmf.inputObjectTypes;
    this.#generic = genericTypes([...prisma, ...ofModels]);
    for (const type of prisma) {
      const model = type.meta?.grouping;
      if (model === undefined) continue;
      const types = this.#inputs.get(model);
      if (types === undefined) this.#inputs.set(model, [type]);
      else types.push(type);
    }
  }

  /** The context with the input types of one model: Prisma would look through those of all, for each model. */
  contextOf(model: string): GenerateContext {
    const prisma = this.#inputs.get(model) ?? [];
    const dmmf = Object.create(this.#context.dmmf, { inputObjectTypes: { value: { prisma } } });
    return Object.create(this.#context, { dmmf: { value: dmmf } });
  }

  /** The hash of all that Prisma's `createModelFile` reads for a model. */
  of(model: string): string {
    const { dmmf } = this.#context;
    const mapping = dmmf.mappingsMap[model];
    const inputs = this.#inputs.get(model) ?? [];
    const outputs = outputsOf(this.#context, model);
    const roots = Object.values(mapping ?? {}).flatMap((name = '') => dmmf.rootFieldMap[name] ?? []);
    const fields = [...outputs.flatMap((output) => output?.fields ?? []), ...roots];
    const read = [
      this.#common,
      dmmf.typeAndModelMap[model],
      mapping,
      inputs,
      outputs,
      roots,
      fields.map((field) => this.#neighbour(field)),
      this.#genericsOf(inputs, [...inputs, ...fields.map((field) => ({ fields: field.args }))]),
    ];
    return createHash('sha256').update(JSON.stringify(read)).digest('base64url').slice(0, 22);
  }

  /** Of a related model only this is asked. */
  #neighbour({ args, outputType }: OutputField): unknown {
    if (args.length === 0) return undefined;
    const type = this.#context.dmmf.resolveOutputObjectType(outputType);
    return (
      type && [type.name, type.fields.some((field) => field.outputType.location === 'outputObjectTypes')]
    );
  }

  /** Which types take the model as a generic argument depends on types of other models, and of none. */
  #genericsOf(types: readonly InputType[], referring: readonly { fields: readonly Argument[] }[]): string[] {
    const generic = new Set(types.map(({ name }) => name).filter((name) => this.#generic.has(name)));
    for (const { fields } of referring) {
      for (const { inputTypes } of fields) {
        for (const ref of inputTypes) if (isGeneric(ref, this.#generic)) generic.add(ref.type);
      }
    }
    return [...generic];
  }
}

function outputsOf({ dmmf }: GenerateContext, model: string): (OutputType | undefined)[] {
  const { model: ofModels, prisma } = dmmf.outputTypeMap;
  const capital = model.charAt(0).toUpperCase() + model.slice(1);
  const kinds = [
    'GroupBy',
    'AvgAggregate',
    'SumAggregate',
    'MinAggregate',
    'MaxAggregate',
    'CountAggregate',
    'Count',
  ];
  return [
    ofModels[model],
    ofModels[`CreateMany${model}AndReturnOutputType`],
    ofModels[`UpdateMany${model}AndReturnOutputType`],
    prisma[`Aggregate${capital}`],
    ...kinds.map((kind) => prisma[`${capital}${kind}OutputType`]),
  ];
}
