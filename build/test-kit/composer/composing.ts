import { checkHere } from '../../composer/check/check';
import { type ComponentSchema, compose } from '../../composer/composition/compose';
import type { AddedRelation, ComposedFile, Composition } from '../../composer/composition/composition';
import { databaseSettings, resolveOptions } from '../../composer/options';
import { parseSchema } from '../../composer/schema/parse';
import type { Diagnostic } from '../../diagnostics/diagnostic';

const database = databaseSettings(resolveOptions({ root: '/project' }));

/** The result of composing, in a form that is easy to compare. */
export interface Composed {
  files: ComposedFile[];
  relations: AddedRelation[];
  names: Composition['names'];
  /** The composer's own. */
  diagnostics: Diagnostic[];
  /** Prisma's. */
  judged: Diagnostic[];
  /** The composed file of a component, without the line that marks it. */
  text(component: string): string;
  /** `component:line:column CODE` of all diagnostics. */
  reported(): string[];
}

/** The file of a component schema in these tests. */
export function fileOf(component: string): string {
  return `src/components/${component}/prisma/schema.prisma`;
}

/** Composes component schemas, given by the component's name, and has Prisma check the result. */
export function composing(texts: Readonly<Record<string, string>>): Composed {
  const schemas = Object.entries(texts).map(([component, text]): ComponentSchema => {
    return { component, file: fileOf(component), text, parsed: parseSchema(text) };
  });
  const { composition, diagnostics } = compose(schemas, database);
  const judged = checkHere(composition, database);
  return {
    files: composition.files,
    relations: composition.relations,
    names: composition.names,
    diagnostics,
    judged,
    text: (component) => {
      const file = composition.files.find(({ name }) => name === `${component}.prisma`);
      return file === undefined ? '' : file.text.slice(file.text.indexOf('\n') + 1);
    },
    reported: () => [...diagnostics, ...judged].map(show),
  };
}

function show({ file = '', line, column, code, related = [] }: Diagnostic): string {
  const others = related.map((other) => ` ~ ${nameOf(other.file)}:${other.line}:${other.column}`);
  return `${nameOf(file)}:${line}:${column} ${code}${others.join('')}`;
}

function nameOf(file: string): string {
  return file.replace(/^src\/components\/(.*)\/prisma\/schema\.prisma$/, '$1');
}
