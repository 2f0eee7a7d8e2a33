import type { Extension } from '../composition';
import type { Whole } from '../part';

/** The extensions that were added, by component, then file and line. */
export function listExtensions(wholes: ReadonlyMap<string, Whole>): Extension[] {
  const found = [...wholes.values()].flatMap(({ definition, extensions }) =>
    extensions.map((part): Extension => {
      const { file, line, column } = part.name;
      const members = part.members.map(({ kind, name }) => (kind === 'attribute' ? `@@${name}` : name));
      const { kind, name, component: owner } = definition;
      return { component: part.schema.component, kind, name, owner, members, file, line, column };
    }),
  );
  return found.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}
