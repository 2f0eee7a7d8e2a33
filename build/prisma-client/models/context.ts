import type {
  Dmmf,
  InputType,
  ModelMapping,
  Named,
  OutputField,
  OutputType,
  TypeRef,
} from '../description/dmmf';

type ByName<Value> = Readonly<Record<string, Value | undefined>>;

/** What Prisma's generator passes from function to function, as far as it is used here. */
export interface GenerateContext {
  dmmf: DmmfHelper;
  genericArgsInfo: GenericArgsInfo;
  generator?: { output: { value: string | null } | null; config: object; previewFeatures: readonly string[] };
  provider?: string;
  runtimeImport: string;
  importFileName(name: string): string;
  outputFileName(name: string): string;
}

/** What Prisma's generator asks of a description. */
export interface DmmfHelper {
  datamodel: Dmmf['datamodel'];
  mappings: { modelOperations: readonly ModelMapping[]; otherOperations: object };
  schema: { outputObjectTypes: { prisma: readonly OutputType[]; model: readonly OutputType[] } };
  inputObjectTypes: { prisma?: readonly InputType[] };
  outputTypeMap: { model: ByName<OutputType>; prisma: ByName<Pick<OutputType, 'fields'>> };
  rootFieldMap: ByName<OutputField>;
  typeAndModelMap: ByName<Named>;
  mappingsMap: ByName<ModelMapping>;
  hasEnumInNamespace(name: string, namespace: string): boolean;
  resolveOutputObjectType(ref: TypeRef): Pick<OutputType, 'name'> | undefined;
}

/** Knows which types take a model as a generic argument. */
export interface GenericArgsInfo {
  typeNeedsGenericModelArg(type: InputType): boolean;
  typeRefNeedsGenericModelArg(ref: TypeRef): boolean;
}
