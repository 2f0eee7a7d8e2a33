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

/** What a project holds for one database. */
export interface Inspection {
  database: string;
  components: InspectedComponent[];
  /** What looks as if it mattered and was taken for no database. */
  ignored: Ignored[];
  /** The back-relations that the composer added. */
  relations: AddedRelation[];
  /** What components add to models and enums of others. */
  extensions: Extension[];
  /** What the migrations made and no component asks for any more; nothing while schemas have errors. */
  removed: RemovedTable[];
  diagnostics: Diagnostic[];
}

/** What one database holds. Components without a schema are the `default` one's. */
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
