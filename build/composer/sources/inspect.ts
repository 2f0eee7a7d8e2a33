import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { RemovedTable } from '../../ownership';
import type { Assembled } from '../assemble';
import type { AddedRelation, Definition, Extension } from '../composition/composition';
import type { Settings } from '../options';
import type { Gathered } from './gather';
import { ignoredIn } from './ignored';
import type { ComponentFolder, Ignored } from './source';

/** A component, and what it owns. */
export interface InspectedComponent extends ComponentFolder {
  definitions: Definition[];
}

/** What a project has for one database. */
export interface Inspection {
  database: string;
  components: InspectedComponent[];
  /** What looks relevant, but no database takes it. */
  ignored: Ignored[];
  /** The back-relations that the composer added. */
  relations: AddedRelation[];
  /** What components add to other components' models and enums. */
  extensions: Extension[];
  /** What the migrations made and no component has any more; nothing while schemas have errors. */
  removed: RemovedTable[];
  diagnostics: Diagnostic[];
}

/** What one database has. Components without a schema belong to `default`. */
export async function inspect(
  settings: Settings,
  { database, components }: Gathered,
  all: readonly Gathered[],
  { composition, diagnostics }: Assembled,
  removed: RemovedTable[],
): Promise<Inspection> {
  const ownedBy = (name: string): Definition[] =>
    composition.definitions.filter(({ component }) => component === name);
  const schemas = new Set(all.flatMap((one) => one.components.flatMap(({ schema }) => schema ?? [])));
  const taken = components.filter(
    ({ schema, module }) => schema !== undefined || (module && database.name === 'default'),
  );
  return {
    database: database.name,
    components: taken.map((component) => ({ ...component, definitions: ownedBy(component.name) })),
    ignored: await ignoredIn(settings, components, schemas),
    relations: composition.relations,
    extensions: composition.extensions,
    removed,
    diagnostics,
  };
}
