/** What of Prisma's data model meta format, and of its generator's context, a model's file is made from. */
export interface TypeRef {
  type: string;
  namespace?: string;
  location: string;
}

export interface Argument {
  inputTypes: readonly TypeRef[];
}

export interface InputType {
  name: string;
  /** The model whose file holds it, and the model it can be used with alone. */
  meta?: { grouping?: string; source?: string };
  fields: readonly Argument[];
}

export interface OutputField {
  args: readonly Argument[];
  outputType: TypeRef;
}

export interface OutputType {
  name: string;
  fields: readonly OutputField[];
}

type Named<Value> = Readonly<Record<string, Value | undefined>>;

export interface GenerateContext {
  dmmf: {
    datamodel: { types: readonly unknown[] };
    inputObjectTypes: { prisma?: readonly InputType[]; model?: readonly InputType[] };
    outputTypeMap: { model: Named<OutputType>; prisma: Named<OutputType> };
    rootFieldMap: Named<OutputField>;
    typeAndModelMap: Named<unknown>;
    mappingsMap: Named<Named<string>>;
    resolveOutputObjectType(ref: TypeRef): OutputType | undefined;
  };
  generator?: { output: { value: string | null } | null; config: object; previewFeatures: readonly string[] };
  provider?: string;
  runtimeImport: string;
  importFileName(name: string): string;
  outputFileName(name: string): string;
}
