import fs from 'node:fs';
import path from 'node:path';
import type { Settings } from '../options';
import { compareBytes, isCandidate, listFolder } from './folders';
import { schemaSaidBy } from './packages';
import { excluder } from './patterns';
import type { ComponentFolder, Ignored } from './source';

/** The folders and schema files that no database takes, with the reason. `taken` are the schemas that one does. */
export async function ignoredIn(
  settings: Settings,
  components: readonly ComponentFolder[],
  taken: ReadonlySet<string>,
): Promise<Ignored[]> {
  const reasonOf = await reasoner(settings, components);
  const files = [...schemaFiles(settings)]
    .filter((file) => !taken.has(file))
    .map((file) => ({ path: file, reason: reasonOf(file) }));
  const found = [
    ...files,
    ...foldersWithout(settings, components, [...taken, ...files.map((file) => file.path)]),
    ...packagesWithout(settings),
  ];
  return found.sort((a, b) => compareBytes(a.path, b.path));
}

/** Every file of the project that looks like a schema, except in outputs, hidden folders and packages. */
function* schemaFiles(settings: Settings, folder = ''): Generator<string> {
  const { root, databases } = settings;
  for (const entry of listFolder(path.join(root, folder))) {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) {
      const passed = !isCandidate(entry.name) || databases.some((database) => database.schemaFolder === file);
      if (!passed) yield* schemaFiles(settings, file);
    } else if (entry.name.endsWith('.prisma')) yield file;
  }
}

async function reasoner(
  { databases, components: home }: Settings,
  components: readonly ComponentFolder[],
): Promise<(file: string) => string> {
  const excluders = await Promise.all(
    databases.map(async ({ name, exclude }) => ({ name, excludedBy: await excluder(exclude) })),
  );
  const usual = databases.length === 1 && databases[0]?.schemas.join() === `${home}/*/prisma/schema.prisma`;
  return (file) => {
    const by = excluders.flatMap(({ name, excludedBy }) => {
      const pattern = excludedBy(file);
      return pattern === undefined ? [] : [`${JSON.stringify(pattern)} of the database "${name}"`];
    });
    if (by.length > 0) return `is excluded by ${by.join(' and ')}`;
    if (!usual) return 'matches no pattern of any database';
    const inComponent = components.some(({ folder }) => file.startsWith(`${folder}/`));
    return inComponent ? "is not the component's prisma/schema.prisma" : 'is in no component’s folder';
  };
}

/** Folders in the components' folder that are not components. */
function foldersWithout(
  { root, components: home }: Settings,
  components: readonly ComponentFolder[],
  files: string[],
) {
  const hidden = listFolder(path.join(root, home))
    .filter((entry) => !entry.isFile() && !isCandidate(entry.name))
    .map(({ name }) => ({ path: `${home}/${name}`, reason: 'is hidden, or has packages' }));
  const empty = components
    .filter(({ schema, module }) => schema === undefined && !module)
    .filter(({ folder }) => !files.some((file) => file.startsWith(`${folder}/`)))
    .map(({ folder }) => ({
      path: folder,
      reason: 'has neither prisma/schema.prisma nor component.module.ts',
    }));
  return [...hidden, ...empty];
}

/** The direct dependencies of the project that ship a schema, and that no database names. */
function packagesWithout({ root, databases }: Settings): Ignored[] {
  const named = new Set(databases.flatMap(({ packages }) => packages));
  return dependenciesOf(root)
    .filter((name) => !named.has(name))
    .flatMap((name) => {
      const folder = `node_modules/${name}`;
      const manifest = path.join(root, folder, 'package.json');
      const shipped = saysSchema(manifest) ? schemaSaidBy(manifest) : undefined;
      const reason = 'ships with a package that no database names in `packages`';
      return typeof shipped === 'string' ? [{ path: path.posix.join(folder, shipped), reason }] : [];
    });
}

function dependenciesOf(root: string): string[] {
  const manifest = manifestAt(path.join(root, 'package.json'));
  return [manifest.dependencies, manifest.devDependencies].flatMap((names) => Object.keys(names ?? {}));
}

/** Without it, a `prisma/schema.prisma` may be anything, such as an example. */
function saysSchema(file: string): boolean {
  return manifestAt(file).prismosaic?.schema !== undefined;
}

interface Manifest {
  dependencies?: object;
  devDependencies?: object;
  prismosaic?: { schema?: unknown };
}

function manifestAt(file: string): Manifest {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
