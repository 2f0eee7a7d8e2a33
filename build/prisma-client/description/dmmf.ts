import type { PrismaClientTsGenerator } from '@prisma/client-generator-ts';

/** What is read of Prisma's data model meta format. */
export interface TypeRef {
  type: string;
  namespace?: string;
  location: string;
  isList: boolean;
}

export interface Argument {
  name: string;
  isRequired: boolean;
  isParameterizable: boolean;
  inputTypes: readonly TypeRef[];
  comment?: string;
  deprecation?: object;
}

export interface InputType {
  name: string;
  /** The model whose file holds it, and the only model it can be used with. */
  meta?: { grouping?: string; source?: string };
  fields: readonly Argument[];
}

export interface OutputField {
  name: string;
  args: readonly Argument[];
  outputType: TypeRef;
}

export interface OutputType {
  name: string;
  fields: readonly OutputField[];
}

export interface Named {
  name: string;
}

/** The names of a model's operations, by action. */
export type ModelMapping = Readonly<Record<string, string | null | undefined>> & { model: string };

/** A schema as Prisma describes it. */
export type Dmmf = Parameters<PrismaClientTsGenerator['generate']>[0]['dmmf'];
