import path from 'node:path';
import { importExtension } from '../config/application-kind';
import { programVersion } from '../config/generator-program';
import { type ReadConfig, readConfig, withoutConfig } from '../config/read';
import type { ClientSettings, GeneratorSettings, ResolvedDatabase } from '../config/resolved-database';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { isSupported, minorOf, ownMinor, projectPrisma } from '../ground/project-prisma';

/** Options of a composer. The project's `prismosaic.config.ts` has all others. */
export interface ComposerOptions {
  /** The project's root, absolute. */
  root: string;
  /** Called with what takes long, such as waiting for another process. @default prints nothing */
  onProgress?: (message: string) => void;
}

/** One database, with all defaults filled in. Paths are relative to the root, with `/`. */
export interface DatabaseSettings extends Pick<ResolvedDatabase, 'schemas' | 'exclude' | 'packages'> {
  name: string;
  provider: string;
  /** Where the composed schema is published. */
  schemaFolder: string;
  /** Where the client is published. */
  clientFolder: string;
  /** Where Prisma puts the migrations. */
  migrations: string;
  /** How the client is generated. */
  client: ClientSettings;
  /** The generators beside the client, with the versions of their programs. */
  generators: (GeneratorSettings & { version?: string })[];
  /** The version of the project's Prisma, when it is another minor than that of Prismosaic's own generator. */
  prismaVersion: string | undefined;
  /** Environment variables with the connection URLs for the two roles, and for Prisma's shadow database. */
  variables: { runtime: string; migration: string; shadow: string };
}

/** All options with their defaults filled in: nothing below is optional. */
export interface Settings {
  root: string;
  /** The one called `default` first, then by name. */
  databases: DatabaseSettings[];
  /** The folder of the application's components, relative to the root. */
  components: string;
  /** The list of the application's components, relative to the root; undefined when there is none. */
  registry: string | undefined;
  /** State that is not published: locks and scratch folders; absolute. */
  state: string;
  /** The files of the configuration, absolute. */
  configFiles: string[];
  onProgress: (message: string) => void;
}

/** Reads the project's configuration and fills in all options. */
export async function readSettings(options: ComposerOptions) {
  const config = await readConfig(options.root);
  const diagnostics = [...config.diagnostics, ...unsupportedPrisma(options.root)];
  return { settings: resolveOptions(options, config), diagnostics };
}

/** Prisma 8 has another schema language, and versions before 7.4 another engine. */
function unsupportedPrisma(root: string): Diagnostic[] {
  const found = projectPrisma(root);
  if (found === undefined || isSupported(found.version)) return [];
  const message = `Prismosaic works with Prisma 7, from 7.4 on; this project has ${found.package} ${found.version}.`;
  const hint =
    'run `npm install --save-dev prisma@7` and `npm install @prisma/client@7 @prisma/adapter-pg@7`';
  return [{ severity: 'error', code: 'PRISMA_VERSION', message, file: 'package.json', hint }];
}

/** Fills in all options at once. Throws when the root is not absolute. */
export function resolveOptions(
  { root, onProgress = () => undefined }: ComposerOptions,
  { databases, components, registry, files }: Omit<ReadConfig, 'diagnostics' | 'application'> = {
    ...withoutConfig,
    files: [],
  },
): Settings {
  if (!path.isAbsolute(root)) throw new Error(`The project's root must be an absolute path, not "${root}".`);
  const importFileExtension = importExtension(root);
  const version = projectPrisma(root)?.version;
  const prismaVersion = version === undefined || minorOf(version) === ownMinor ? undefined : version;
  return {
    root,
    databases: [...databases]
      .map(([name, database]) => settingsOf(name, database, { root, importFileExtension, prismaVersion }))
      .sort(inOrder),
    components,
    registry,
    state: path.join(root, '.prismosaic'),
    configFiles: files,
    onProgress,
  };
}

/** What defaults depend on. */
interface DefaultSources {
  root: string;
  importFileExtension: string;
  prismaVersion: string | undefined;
}

function settingsOf(
  name: string,
  database: ResolvedDatabase,
  { root, importFileExtension, prismaVersion }: DefaultSources,
): DatabaseSettings {
  const { schemas, exclude, packages, client } = database;
  const places = placesOf(name);
  return {
    ...places,
    schemas,
    exclude,
    packages,
    schemaFolder: database.schemaFolder ?? places.schemaFolder,
    clientFolder: database.clientFolder ?? places.clientFolder,
    migrations: database.migrations ?? places.migrations,
    prismaVersion,
    generators: database.generators.map((one) => {
      const version = programVersion(root, one.provider);
      return version === undefined ? one : { ...one, version };
    }),
    client: {
      runtime: 'nodejs',
      // It works in ES modules too, and `esm` writes this machine's paths into some bundles.
      moduleFormat: 'cjs',
      generatedFileExtension: 'ts',
      importFileExtension,
      previewFeatures: [],
      compilerBuild: undefined,
      ...client,
    },
  };
}

/** Where the files of a database are by default, derived from its name alone. */
export function placesOf(
  name: string,
): Omit<DatabaseSettings, 'schemas' | 'exclude' | 'packages' | 'client' | 'generators' | 'prismaVersion'> {
  const first = name === 'default';
  const folder = first ? 'prisma' : `prisma/${name}`;
  const prefix = first ? '' : `${name.toUpperCase().replaceAll('-', '_')}_`;
  return {
    name,
    provider: 'postgresql',
    schemaFolder: `${folder}/schema`,
    clientFolder: first ? 'src/database/client' : `src/databases/${name}/client`,
    migrations: `${folder}/migrations`,
    variables: {
      runtime: `${prefix}DATABASE_URL`,
      migration: `${prefix}MIGRATION_DATABASE_URL`,
      shadow: `${prefix}SHADOW_DATABASE_URL`,
    },
  };
}

function inOrder(a: DatabaseSettings, b: DatabaseSettings): number {
  if (a.name === 'default' || b.name === 'default') return a.name === 'default' ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}

/** The settings of one database. Throws when no database has that name. */
export function databaseSettings({ databases }: Settings, name = 'default'): DatabaseSettings {
  const database = databases.find((one) => one.name === name);
  if (database !== undefined) return database;
  const known = databases.map((one) => one.name).join(', ');
  throw new Error(`There is no database called "${name}". There is: ${known}.`);
}
