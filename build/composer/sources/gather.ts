import path from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { isSystemError, reasonOf } from '../../ground/system-error';
import { asyncStep, step } from '../../ground/timing/step';
import type { DatabaseSettings, Settings } from '../options';
import { discover } from './discover';
import { compareBytes, componentFolders } from './folders';
import { baseOf } from './patterns';
import { readSchema } from './read';
import type { ComponentFolder, SchemaSource } from './source';

/** All that a run reads for one database. */
export interface Gathered {
  database: DatabaseSettings;
  /** Those with a schema for this database, and the folders in the components' folder; sorted by name. */
  components: ComponentFolder[];
  sources: SchemaSource[];
  /** Other files that were read, relative to the root. */
  manifests: string[];
  /** What could not be read. */
  diagnostics: Diagnostic[];
}

/** Discovers the components of all databases and reads their schemas. Reads nothing else, and writes nothing. */
export async function gatherAll(settings: Settings): Promise<Gathered[]> {
  const { root, components, databases } = settings;
  try {
    const folders = componentFolders(root, components);
    return await Promise.all(databases.map((database) => gather(root, database, folders)));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const unreadable: Diagnostic = {
      severity: 'error',
      code: 'COMPONENTS_UNREADABLE',
      message: `The components can't be listed: ${reasonOf(error)} (${path.relative(root, error.path ?? root)}).`,
      file: components,
      hint: 'give this user permission to read the folder and its subfolders',
    };
    return databases.map((database) => {
      return { database, components: [], sources: [], manifests: [], diagnostics: [unreadable] };
    });
  }
}

async function gather(
  root: string,
  database: DatabaseSettings,
  folders: readonly ComponentFolder[],
): Promise<Gathered> {
  const known = new Map(folders.map((component) => [component.folder, component]));
  const {
    components: found,
    manifests,
    diagnostics,
  } = await asyncStep('discover', () => discover(root, database, known));
  const sources: SchemaSource[] = [];
  for (const { name, schema, package: holder } of found) {
    if (schema === undefined) continue;
    const base = holder === undefined ? root : path.join(root, holder.folder);
    const read = step('read', () => readSchema(base, schema, root));
    if ('text' in read) sources.push({ component: name, file: schema, text: read.text });
    else diagnostics.push(read.diagnostic);
  }
  const taken = new Set(found.map(({ folder }) => folder));
  const components = [...found, ...folders.filter(({ folder }) => !taken.has(folder))];
  components.sort((a, b) => compareBytes(a.name, b.name));
  return { database, components, sources, manifests, diagnostics };
}

/** The components that the application registers, from all databases. Components with the same folder count once. */
export function applicationComponents(gathered: readonly Gathered[]): ComponentFolder[] {
  const byFolder = new Map(
    gathered.flatMap(({ components }) => components).map((component) => [component.folder, component]),
  );
  return [...byFolder.values()].filter(({ module }) => module).sort((a, b) => compareBytes(a.name, b.name));
}

/** The folders in which a schema of the database may appear. */
export function basesOf({ schemas }: DatabaseSettings): string[] {
  return [...new Set(schemas.map(baseOf))];
}
