import { prisma } from '../../composer/check/prisma';

/** A schema file, as Prisma gets it. */
export interface NamedText {
  name: string;
  text: string;
}

/** What is read of Prisma's description of a schema; all of it is compared. */
interface DataModel {
  enums: { name: string }[];
  models: Described[];
  types: Described[];
  indexes: { model: string }[];
}

interface Described {
  name: string;
  fields: unknown[];
  uniqueFields: unknown[];
  uniqueIndexes: unknown[];
}

/**
 * The names of the models, enums and types that differ between two schemas, as Prisma describes them; the order of models
 * and of their fields does not count. Throws when a schema has errors.
 */
export function differences(one: readonly NamedText[], other: readonly NamedText[]): string[] {
  const [first, second] = [describe(one), describe(other)];
  const names = new Set([...first.keys(), ...second.keys()]);
  return [...names].filter((name) => first.get(name) !== second.get(name)).sort();
}

/** All that Prisma says about each definition, by name. */
function describe(files: readonly NamedText[]): Map<string, string> {
  const prismaSchema = files.map(({ name, text }) => [name, text]);
  const { datamodel }: { datamodel: DataModel } = JSON.parse(
    prisma().get_dmmf(JSON.stringify({ prismaSchema })),
  );
  const described = new Map(datamodel.enums.map((one) => [one.name, JSON.stringify(one)]));
  for (const model of [...datamodel.models, ...datamodel.types]) {
    const { fields, uniqueFields, uniqueIndexes, ...others } = model;
    const indexes = datamodel.indexes.filter((index) => index.model === model.name);
    const lists = [fields, uniqueFields, uniqueIndexes, indexes].map(sortedTexts);
    described.set(model.name, JSON.stringify([others, lists]));
  }
  return described;
}

function sortedTexts(list: readonly unknown[]): string[] {
  return list.map((item) => JSON.stringify(item)).sort();
}
