import fs from 'node:fs';
import path from 'node:path';
import { type Facts, readManifest } from '../../files/manifest';
import type { Tile } from '../composition/tiles';
import type { Settings } from '../options';
import type { ComponentFolder, PackageExport } from '../sources/source';

const firstLine = '// Composed by Prismosaic';

/** Whether the composer wrote a registry, judged by its first line; an empty file may be replaced too. */
export function isRegistry(text: string): boolean {
  return text === '' || text.startsWith(firstLine);
}

/**
 * The registry's file, relative to the root. Undefined when the project has none: the configuration says so, or its folder
 * does not exist, which is not made.
 */
export function registryIn({ root, registry }: Settings): string | undefined {
  return registry !== undefined && fs.existsSync(path.dirname(path.join(root, registry)))
    ? registry
    : undefined;
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
 * The list of the components that have a module, with what each owns in the databases. Bundlers and Jest
 * read the same file.
 */
export function composeRegistry(
  { databases }: Settings,
  registry: string,
  registered: readonly ComponentFolder[],
  tiles: readonly PublishedTile[],
): string {
  const extension = databases[0]?.client.importFileExtension ?? '';
  const ending = extension === '' ? '' : `.${extension}`;
  const from = path.posix.dirname(registry);
  const imports = registered.flatMap(({ folder, meta, package: holder }, index) => {
    const relative = path.posix.relative(from, folder);
    const place = relative.startsWith('.') ? relative : `./${relative}`;
    const own = (name: string) => ({ from: `${place}/${name}${ending}`, name: 'default' });
    return [
      importOf(`module${index}`, holder?.module ?? own('component.module')),
      ...(meta ? [importOf(`meta${index}`, holder?.meta ?? own('component.meta'))] : []),
    ];
  });
  const entries = registered.map(
    ({ name, meta }, index) =>
      `  { name: ${JSON.stringify(name)}, module: module${index}${meta ? `, meta: meta${index}` : ''}${tileText(name, tiles)} },`,
  );
  return [
    `${firstLine} from the folders that hold a component.module.ts. Don't edit this file.`,
    ...imports,
    '',
    ...(entries.length === 0
      ? [`export const components: ${emptyType} = [];`]
      : ['export const components = [', ...entries, '];']),
    '',
  ].join('\n');
}

/** A named export means the same in a package of CommonJS and in one of ES modules; a default export does not in Node. */
function importOf(local: string, { from, name }: PackageExport): string {
  const what = name === 'default' ? local : `{ ${name} as ${local} }`;
  return `import ${what} from ${JSON.stringify(from)};`;
}

/** TypeScript finds the type of a list in its entries, and this one has none. */
const emptyType = '{ name: string; module: new () => object; meta?: undefined; tiles?: undefined }[]';

/** A component in several databases has a tile in each. */
function tileText(component: string, tiles: readonly PublishedTile[]): string {
  const own = tiles.filter((tile) => tile.component === component).map(({ component: _, ...tile }) => tile);
  return own.length === 0 ? '' : `, tiles: ${JSON.stringify(own)}`;
}
