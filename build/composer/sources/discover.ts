import path from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { DatabaseSettings } from '../options';
import { compareBytes, componentAt } from './folders';
import { packagedComponent } from './packages';
import { excluder, filesOf } from './patterns';
import type { ComponentFolder } from './source';

/** The component schemas that were found for a database. */
export interface Discovered {
  /** Each has a schema; sorted by name. */
  components: ComponentFolder[];
  /** package.json of the packages, relative to the root. */
  manifests: string[];
  diagnostics: Diagnostic[];
}

/**
 * Finds a database's component schemas: those that match its patterns and no exclusion, and those of its packages.
 * `known` are the components' folders, by their paths.
 */
export async function discover(
  root: string,
  database: DatabaseSettings,
  known: ReadonlyMap<string, ComponentFolder>,
): Promise<Discovered> {
  const taken = await Promise.all(database.schemas.map((pattern) => filesOf(root, pattern)));
  const excludedBy = await excluder(database.exclude);
  const own = [...new Set(taken.flat())]
    .filter((file) => excludedBy(file) === undefined)
    .map((schema): ComponentFolder => {
      const { name, folder } = nameOf(schema);
      if (folder === undefined)
        return { name, folder: path.posix.dirname(schema), schema, module: false, meta: false };
      return { ...(known.get(folder) ?? componentAt(root, name, folder)), schema };
    });
  const packaged = [...new Set(database.packages)].map((name) =>
    packagedComponent(root, name, database.name),
  );
  return {
    components: [...own, ...packaged.flatMap(({ component }) => component ?? [])].sort(
      (a, b) => compareBytes(a.name, b.name) || compareBytes(a.schema ?? '', b.schema ?? ''),
    ),
    manifests: packaged.flatMap(({ manifest }) => manifest ?? []),
    diagnostics: packaged.flatMap(({ diagnostics }) => diagnostics),
  };
}

/**
 * A component has the name of its folder: `shop` for `…/shop/prisma/schema.prisma` and for `…/shop/schema.prisma`. A
 * schema with another file name is a component without a folder: `orders` for `…/orders.prisma`.
 */
export function nameOf(schema: string): { name: string; folder?: string } {
  const file = path.posix.basename(schema);
  if (file !== 'schema.prisma') return { name: file.slice(0, -'.prisma'.length) };
  const holder = path.posix.dirname(schema);
  const folder = path.posix.basename(holder) === 'prisma' ? path.posix.dirname(holder) : holder;
  return { name: path.posix.basename(folder), folder };
}
