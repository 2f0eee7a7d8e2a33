import path from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { Assembled } from '../assemble';
import type { AddedRelation, Definition } from '../composition/composition';
import type { DatabaseSettings } from '../options';
import { isCandidate, listFolder } from './discover';
import type { Gathered } from './gather';
import type { ComponentFolder, Ignored } from './source';

/** A component, and what it owns. */
export interface InspectedComponent extends ComponentFolder {
  definitions: Definition[];
}

/** What a project holds. */
export interface Inspection {
  database: string;
  components: InspectedComponent[];
  /** What looks as if it mattered and was not taken. */
  ignored: Ignored[];
  /** The back-relations that the composer added. */
  relations: AddedRelation[];
  diagnostics: Diagnostic[];
}

export function inspect(
  root: string,
  database: DatabaseSettings,
  { components }: Gathered,
  { composition, diagnostics }: Assembled,
): Inspection {
  const ownedBy = (name: string): Definition[] =>
    composition.definitions.filter(({ component }) => component === name);
  const taken = components.filter(({ schema, module }) => schema !== undefined || module);
  return {
    database: database.name,
    components: taken.map((component) => ({ ...component, definitions: ownedBy(component.name) })),
    ignored: ignoredIn(root, database, components),
    relations: composition.relations,
    diagnostics,
  };
}

/** Why a folder or a schema file was not taken. */
function ignoredIn(
  root: string,
  database: DatabaseSettings,
  components: readonly ComponentFolder[],
): Ignored[] {
  const above = listFolder(path.join(root, database.components)).flatMap((entry) => {
    const place = `${database.components}/${entry.name}`;
    if (entry.isFile()) {
      return entry.name.endsWith('.prisma') ? [{ path: place, reason: 'lies in no component’s folder' }] : [];
    }
    return isCandidate(entry.name) ? [] : [{ path: place, reason: 'is hidden, or holds packages' }];
  });
  const within = components.flatMap((component) => {
    const found = otherSchemas(root, component, database);
    if (component.schema !== undefined || component.module || found.length > 0) return found;
    return [
      {
        path: component.folder,
        reason: `holds neither ${database.schemaInComponent} nor component.module.ts`,
      },
    ];
  });
  return [...above, ...within];
}

function otherSchemas(root: string, { folder }: ComponentFolder, database: DatabaseSettings): Ignored[] {
  const holder = path.posix.dirname(database.schemaInComponent);
  return [folder, `${folder}/${holder}`].flatMap((place) =>
    listFolder(path.join(root, place))
      .map(({ name }) => `${place}/${name}`)
      .filter((file) => file.endsWith('.prisma') && file !== `${folder}/${database.schemaInComponent}`)
      .map((file) => ({ path: file, reason: `is not the component's ${database.schemaInComponent}` })),
  );
}
