import type { Definition } from '../composition';
import type { Problem } from '../findings';

/** Knows which names are taken. Models, enums, views and types share one namespace in Prisma. */
export class Duplicates {
  readonly #first = new Map<string, Definition>();

  /** Takes the name; returns the definition that has it already. */
  add(definition: Definition): Definition | undefined {
    const first = this.#first.get(definition.name);
    if (first === undefined) this.#first.set(definition.name, definition);
    return first;
  }
}

/** Reports a name that is taken, with both places. */
export function duplicate({ kind, name, component }: Definition, first: Definition): Problem {
  const sameComponent = first.component === component;
  const { file, line, column } = first;
  return {
    code: 'DUPLICATE_NAME',
    message: sameComponent
      ? `The ${kind} "${name}" is defined twice in the component "${first.component}".`
      : `The ${kind} "${name}" is defined in "${component}" and in "${first.component}".`,
    // Only a block of the same kind can be extended.
    hint:
      sameComponent || first.kind !== kind
        ? 'rename or remove one of the two'
        : 'each model and enum has one owner: rename one of the two, or put `/// @extends` directly above the one that adds to the other',
    related: [{ file, line, column, message: `the ${first.kind} is here too` }],
  };
}
