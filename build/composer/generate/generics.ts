import type { InputType, TypeRef } from './dmmf';

/**
 * The names of the types that take a model as a generic argument: those that belong to no model and refer to a
 * field, or to another such type. The same as Prisma's `GenericArgsInfo` finds type by type, for all of them at once.
 */
export function genericTypes(types: readonly InputType[]): Set<string> {
  const generic = new Set<string>();
  const open = types.filter(({ meta }) => !meta?.source);
  for (let before = -1; before < generic.size; ) {
    before = generic.size;
    for (const type of open) {
      if (!generic.has(type.name) && refersTo(type, generic)) generic.add(type.name);
    }
  }
  return generic;
}

function refersTo({ fields }: InputType, generic: ReadonlySet<string>): boolean {
  for (const { inputTypes } of fields) {
    for (const ref of inputTypes) if (isGeneric(ref, generic)) return true;
  }
  return false;
}

export function isGeneric({ location, type }: TypeRef, generic: ReadonlySet<string>): boolean {
  return location === 'fieldRefTypes' || (location === 'inputObjectTypes' && generic.has(type));
}
