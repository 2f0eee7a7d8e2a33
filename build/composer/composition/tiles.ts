import type { OwnedTable } from '../../ownership/table';
import type { Whole } from './part';

/** A component's part of the mosaic: what it owns, and how it is related to others. */
export interface Tile {
  component: string;
  /** Its models with their tables, in the order of its schema. */
  models: { name: string; table: string }[];
  /** The components whose models its own fields refer to, sorted. */
  relatesTo: string[];
  /** The models and enums of others that it adds to, by name. */
  extends: { name: string; component: string }[];
}

/** The tiles of one database, in the order of the components. Does not count back-relations: the composer adds them. */
export function tilesOf(found: Iterable<Whole>, tables: readonly OwnedTable[]): Tile[] {
  const wholes = [...found];
  const owners = new Map(wholes.map(({ definition: { name, component } }) => [name, component]));
  const tableOf = new Map(
    tables.flatMap(({ kind, name, models: [model = ''] }) =>
      kind === 'table' ? [[model, name] as const] : [],
    ),
  );
  const tiles = new Map<string, Tile & { leads: Set<string> }>();
  const tile = (component: string) => {
    const known = tiles.get(component);
    if (known !== undefined) return known;
    const made = { component, models: [], relatesTo: [], extends: [], leads: new Set<string>() };
    tiles.set(component, made);
    return made;
  };
  for (const { definition, owner, extensions } of wholes) {
    const table = tableOf.get(definition.name);
    if (table !== undefined) tile(definition.component).models.push({ name: definition.name, table });
    for (const part of extensions) {
      const { name, component } = definition;
      tile(part.schema.component).extends.push({ name, component });
    }
    for (const part of [owner, ...extensions]) {
      const from = part.schema.component;
      for (const { type } of part.members) {
        const to = type === undefined ? undefined : owners.get(type.name);
        if (to !== undefined && to !== from) tile(from).leads.add(to);
      }
    }
  }
  return [...tiles.values()].map(({ leads, ...made }) => ({ ...made, relatesTo: [...leads].sort() }));
}
