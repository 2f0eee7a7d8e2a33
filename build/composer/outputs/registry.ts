import fs from 'node:fs';
import path from 'node:path';
import type { Tile } from '../composition/tiles';
import type { Settings } from '../options';
import { type Facts, readManifest } from '../publish/manifest';
import type { ComponentFolder } from '../sources/source';

const firstLine = '// Composed by Prismosaic';

/** Whether the composer wrote a registry, judged by its first line; an empty file may be replaced too. */
export function isRegistry(text: string): boolean {
  return text === '' || text.startsWith(firstLine);
}

/** A project without the components' folder gets no registry, and the folder is not made. */
export function wantsRegistry({ root, registry }: Settings): boolean {
  return fs.existsSync(path.dirname(path.join(root, registry)));
}

/** A tile, with its database. */
export interface PublishedTile extends Tile {
  database: string;
}

/** The tiles of all databases: from this run, or from the run that published last. */
export function publishedTiles(
  { root, databases }: Settings,
  run: ReadonlyMap<string, Facts>,
): PublishedTile[] {
  return databases.flatMap(({ name: database, schemaFolder }) => {
    const facts = run.get(database) ?? readManifest(path.join(root, schemaFolder))?.facts;
    return (facts?.tiles ?? []).map((tile) => ({ database, ...tile }));
  });
}

/**
 * The list of the components that have a `component.module.ts`, with what each owns in the databases. Bundlers and Jest
 * read the same file.
 */
export function composeRegistry(
  settings: Settings,
  registered: readonly ComponentFolder[],
  tiles: readonly PublishedTile[],
): string {
  const from = path.posix.dirname(settings.registry);
  const imports = registered.flatMap(({ folder, meta }, index) => {
    const relative = path.posix.relative(from, folder);
    const place = relative.startsWith('.') ? relative : `./${relative}`;
    return [
      `import module${index} from ${JSON.stringify(`${place}/component.module`)};`,
      ...(meta ? [`import meta${index} from ${JSON.stringify(`${place}/component.meta`)};`] : []),
    ];
  });
  const entries = registered.map(
    ({ name, meta }, index) =>
      `  { name: ${JSON.stringify(name)}, module: module${index}${meta ? `, meta: meta${index}` : ''}${tileText(name, tiles)} },`,
  );
  return [
    `${firstLine} from the folders that hold a component.module.ts. Don't edit this file.`,
    "import type { RegisteredComponent } from './registered-component';",
    ...imports,
    '',
    'export const components: RegisteredComponent[] = [',
    ...entries,
    '];',
    '',
  ].join('\n');
}

/** A component in several databases has a tile in each. */
function tileText(component: string, tiles: readonly PublishedTile[]): string {
  const own = tiles.filter((tile) => tile.component === component).map(({ component: _, ...tile }) => tile);
  return own.length === 0 ? '' : `, tiles: ${JSON.stringify(own)}`;
}
