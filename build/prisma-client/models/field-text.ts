import { isValidJsIdentifier } from '@prisma/internals';
import type { Argument, TypeRef } from '../description/dmmf';
import type { GenerateContext } from './context';

/** The names of scalars and JSON values in TypeScript, as Prisma's generator has them. */
export interface TypeNames {
  scalars: Readonly<Record<string, string | readonly string[] | undefined>>;
  inputs: Readonly<Record<string, string | undefined>>;
}

/** A field of an input type, as Prisma's generator passes it to its printer. */
export interface InputField {
  field: Argument;
  context: Pick<GenerateContext, 'genericArgsInfo'> & { isPreviewFeatureOn(feature: string): boolean };
  /** The model that the type belongs to. */
  source?: string;
}

/**
 * Prints a field of an input type as Prisma does, but directly, without a tree of objects: a client consists mostly of
 * such fields. Undefined for the rare fields that have a comment.
 */
export function fieldText({ field, context, source }: InputField, names: TypeNames): string | undefined {
  if (field.comment || field.deprecation || field.inputTypes.length === 0) return undefined;
  if (context.isPreviewFeatureOn('strictUndefinedChecks')) return undefined;
  const argument = source === undefined ? '$PrismaModel' : JSON.stringify(source);
  const text = (ref: TypeRef): string => {
    const generic = context.genericArgsInfo.typeRefNeedsGenericModelArg(ref) ? `<${argument}>` : '';
    return typeText(ref, generic, names);
  };
  let exclusive = '';
  const others: string[] = [];
  for (const ref of field.inputTypes) {
    const type = text(ref);
    if (ref.location !== 'inputObjectTypes' || ref.isList) others.push(type);
    else exclusive = exclusive === '' ? type : `Prisma.XOR<${exclusive}, ${type}>`;
  }
  const types = exclusive === '' ? others : [exclusive, ...others];
  return `${propertyName(field.name)}${field.isRequired ? '' : '?'}: ${types.join(' | ')}`;
}

function typeText({ type, namespace, location, isList }: TypeRef, generic: string, names: TypeNames): string {
  const list = isList ? '[]' : '';
  const scalar = names.scalars[type];
  if (location === 'enumTypes' && namespace === 'model') return `$Enums.${type}${generic}${list}`;
  if (type === 'Null') return 'null';
  if (typeof scalar === 'object') return scalar.map((one) => inputName(one, names) + list).join(' | ');
  const name = namespace === 'prisma' ? `Prisma.${type}` : (scalar ?? type);
  return inputName(name, names) + generic + list;
}

/** Only the last part of a name with dots has another name for input. */
function inputName(name: string, { inputs }: TypeNames): string {
  const last = name.slice(name.lastIndexOf('.') + 1);
  const mapped = inputs[last];
  return mapped === undefined ? name : name.slice(0, -last.length) + mapped;
}

const properties = new Map<string, string>();

function propertyName(name: string): string {
  let property = properties.get(name);
  if (property === undefined) {
    property = isValidJsIdentifier(name) ? name : `[${JSON.stringify(name)}]`;
    properties.set(name, property);
  }
  return property;
}
