import type { Input } from '../description/description';
import type { FieldFacts } from '../description/facts';

/**
 * The numbers of the types that take a model as a generic argument: those that belong to no model and refer to a field,
 * or to another such type. Prisma's `GenericArgsInfo` finds the same type by type; this finds all at once.
 */
export function genericTypes(inputs: readonly Input[]): ReadonlySet<number> {
  const open = inputs.filter(({ facts }) => facts.isOpen);
  const generic = new Set(open.filter(({ facts }) => facts.refersToFields).map(({ number }) => number));
  if (generic.size === 0) return generic;
  for (let before = -1; before < generic.size; ) {
    before = generic.size;
    for (const { number, facts } of open) {
      if (!generic.has(number) && refersTo(facts.fields, generic)) generic.add(number);
    }
  }
  return generic;
}

function refersTo(fields: readonly FieldFacts[], types: ReadonlySet<number>): boolean {
  for (const { objects } of fields) {
    for (const { type } of objects) if (types.has(type)) return true;
  }
  return false;
}
