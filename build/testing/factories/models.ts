import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { prisma } from '../../composer/check/prisma';
import { testedProject } from '../../worker-schemas/worker-address';

/** A field, as Prisma describes it. */
export interface Field {
  name: string;
  kind: 'scalar' | 'object' | 'enum' | 'unsupported';
  type: string;
  isList: boolean;
  isRequired: boolean;
  isId: boolean;
  isUnique: boolean;
  hasDefaultValue: boolean;
  isUpdatedAt?: boolean;
  nativeType?: [string, string[]] | null;
  relationFromFields?: string[];
  relationToFields?: string[];
}

/** A key of several fields. Prisma's client names it `name`, or by its fields. */
export interface CompoundKey {
  name: string | null;
  fields: string[];
}

export interface Model {
  name: string;
  /** The table's name, if it is another one. */
  dbName: string | null;
  fields: Field[];
  primaryKey: CompoundKey | null;
  uniqueIndexes: CompoundKey[];
}

export interface DataModel {
  models: Model[];
  enums: { name: string; values: { name: string }[] }[];
}

/** The data models of the project's databases, by name. */
export function dataModels(): Map<string, DataModel> {
  const { root, databases } = testedProject();
  return new Map(databases.map(({ name, schemaFolder }) => [name, dataModelOf(root, schemaFolder)]));
}

/** Prisma takes a moment to describe a large schema, so the description is kept until the schema changes. */
function dataModelOf(root: string, folder: string): DataModel {
  const prismaSchema = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]);
  const text = JSON.stringify({ prismaSchema });
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 32);
  const file = path.join(root, '.prismosaic', 'data-models', `${digest}.json`);
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    const { datamodel }: { datamodel: DataModel } = JSON.parse(prisma().get_dmmf(text));
    keep(file, JSON.stringify({ models: datamodel.models, enums: datamodel.enums }));
    return datamodel;
  }
}

function keep(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  // Two workers may write at once.
  const mine = `${file}.${process.pid}`;
  fs.writeFileSync(mine, text);
  fs.renameSync(mine, file);
}
