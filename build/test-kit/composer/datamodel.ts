import { get_dmmf } from '@prisma/prisma-schema-wasm';
import type { ComposedFile } from '../../composer/composition/composition';

/** The parts of Prisma's data model that the tests compare. */
export interface Datamodel {
  enums: { name: string; values: { name: string }[] }[];
  models: DatamodelModel[];
}

interface DatamodelModel {
  name: string;
  documentation?: string;
  fields: ({ name: string; documentation?: string } & Record<string, unknown>)[];
  uniqueFields: unknown[];
  uniqueIndexes: unknown[];
}

/** The data model that Prisma makes from a composition, or from any files. */
export function datamodelOf(files: readonly Pick<ComposedFile, 'name' | 'text'>[]): Datamodel {
  const prismaSchema = files.map(({ name, text }) => [name, text]);
  const { datamodel }: { datamodel: Datamodel } = JSON.parse(get_dmmf(JSON.stringify({ prismaSchema })));
  return datamodel;
}

/** The same, with everything sorted, so that the order in the files does not matter. */
export function sortedDatamodel(files: readonly Pick<ComposedFile, 'name' | 'text'>[]): Datamodel {
  const { enums, models } = datamodelOf(files);
  return {
    enums,
    models: models
      .map((model) => ({
        ...model,
        fields: [...model.fields].sort(byName),
        uniqueFields: model.uniqueFields.map((each) => JSON.stringify(each)).sort(),
        uniqueIndexes: model.uniqueIndexes.map((each) => JSON.stringify(each)).sort(),
      }))
      .sort(byName),
  };
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
