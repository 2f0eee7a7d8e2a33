import type { Input } from '../description/description';
import type { Element } from '../description/elements';
import type { Names } from '../description/names';
import type { DmmfHelper, GenerateContext, GenericArgsInfo } from './context';
import type { ModelParts } from './model-parts';

/**
 * The context for a model's file: it has the parts of the description that the file's key covers, and which types are
 * generic, which does not change while their names stay. Prisma would search for each of these among all models.
 */
export function contextOf(
  context: GenerateContext,
  { name, inputs, outputs, roots }: ModelParts,
  generic: ReadonlySet<number>,
  names: Names,
): GenerateContext {
  const { typeAndModelMap, mappingsMap } = context.dmmf;
  const mapping = mappingsMap[name];
  const fields = roots.map(({ value }) => value);
  const types = [...outputs.values()].flatMap((output) => output?.value ?? []);
  const dmmf = {
    mappings: { modelOperations: mapping === undefined ? [] : [mapping], otherOperations: {} },
    schema: { outputObjectTypes: { prisma: types, model: [] } },
    inputObjectTypes: { prisma: valuesOf(inputs) },
    outputTypeMap: {
      model: byName(types),
      prisma: { ...byName(types), Query: { fields }, Mutation: { fields: [] } },
    },
    rootFieldMap: byName(fields),
    typeAndModelMap: { [name]: typeAndModelMap[name] },
    mappingsMap: { [name]: mapping },
    // Called for the target of a relation: its name, and whether it has relations. It has the one that leads back.
    resolveOutputObjectType: ({ location, type }) =>
      location === 'outputObjectTypes' ? { name: type, fields: [aRelation] } : undefined,
  } satisfies Omit<DmmfHelper, 'datamodel' | 'hasEnumInNamespace'>;
  return narrow(context, dmmf, genericArgs(generic, names));
}

/** The context for the file for the types that belong to no model. */
export function commonContextOf(
  context: GenerateContext,
  inputs: readonly Input[],
  generic: ReadonlySet<number>,
  names: Names,
): GenerateContext {
  return narrow(context, { inputObjectTypes: { prisma: valuesOf(inputs) } }, genericArgs(generic, names));
}

function narrow(
  context: GenerateContext,
  known: Partial<DmmfHelper>,
  genericArgsInfo: GenericArgsInfo,
): GenerateContext {
  const dmmf: DmmfHelper = Object.create(context.dmmf, Object.getOwnPropertyDescriptors(known));
  return Object.create(context, Object.getOwnPropertyDescriptors({ dmmf, genericArgsInfo }));
}

function genericArgs(generic: ReadonlySet<number>, names: Names): GenericArgsInfo {
  const isGeneric = (type: string, namespace?: string): boolean =>
    generic.has(names.numberOfType({ type, namespace }));
  return {
    typeNeedsGenericModelArg: ({ name }) => isGeneric(name, 'prisma'),
    typeRefNeedsGenericModelArg: ({ location, type, namespace }) =>
      location === 'fieldRefTypes' || (location === 'inputObjectTypes' && isGeneric(type, namespace)),
  };
}

const aRelation = { outputType: { location: 'outputObjectTypes' } };

function valuesOf<Value>(elements: readonly Element<Value>[]): Value[] {
  return elements.map(({ value }) => value);
}

function byName<Value extends { name: string }>(values: readonly Value[]): Record<string, Value> {
  return Object.fromEntries(values.map((value) => [value.name, value]));
}
