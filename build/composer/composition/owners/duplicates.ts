import type { Diagnostic } from '../../../diagnostics/diagnostic';
import type { Definition } from '../composition';

/** Holds which names are taken. Models, enums, views and types share one space of names in Prisma. */
export class Duplicates {
  readonly #first = new Map<string, Definition>();

  /** Takes the name; when it is taken already, tells so with both places. */
  add(definition: Definition): Diagnostic | undefined {
    const first = this.#first.get(definition.name);
    if (first === undefined) {
      this.#first.set(definition.name, definition);
      return undefined;
    }
    const { kind, name, file, line, column } = definition;
    const sameComponent = first.component === definition.component;
    return {
      severity: 'error',
      code: 'DUPLICATE_NAME',
      message: sameComponent
        ? `The ${kind} "${name}" is defined twice in the component "${first.component}".`
        : `The ${kind} "${name}" is defined in "${definition.component}" and in "${first.component}".`,
      file,
      line,
      column,
      endLine: line,
      endColumn: column + name.length,
      hint: sameComponent
        ? 'rename or remove one of the two'
        : 'each model and enum has one owner: rename one of the two, or put `/// @extends` directly above the one that adds to the other',
      related: [
        {
          file: first.file,
          line: first.line,
          column: first.column,
          message: `the ${first.kind} is here too`,
        },
      ],
    };
  }
}
