import path from 'node:path';
import { type ReadConfig, readConfig } from '../config/read';
import { type ResolvedDatabase, standardDatabase } from '../config/resolved-database';

/** Options of a composer. The project's `prismosaic.config.ts` has all others. */
export interface ComposerOptions {
  /** The project's root, absolute. */
  root: string;
  /** Called with what takes long, such as waiting for another process. @default prints nothing */
  onProgress?: (message: string) => void;
}

/** One database, with all defaults filled in. Paths are relative to the root, with `/`. */
export interface DatabaseSettings extends ResolvedDatabase {
  name: string;
  provider: string;
  /** Where the composed schema is published. */
  schemaFolder: string;
  /** Where the client is published. */
  clientFolder: string;
  /** Where Prisma puts the migrations. */
  migrations: string;
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
  /** The list of the application's components, relative to the root. */
  registry: string;
  /** State that is not published: locks and scratch folders; absolute. */
  state: string;
  /** The files of the configuration, absolute. */
  configFiles: string[];
  onProgress: (message: string) => void;
}

const withoutConfig: Pick<ReadConfig, 'databases' | 'files'> = {
  databases: new Map([['default', standardDatabase]]),
  files: [],
};

/** Reads the project's configuration and fills in all options. */
export async function readSettings(options: ComposerOptions) {
  const config = await readConfig(options.root);
  return { settings: resolveOptions(options, config), diagnostics: config.diagnostics };
}

/** Fills in all options at once. Throws when the root is not absolute. */
export function resolveOptions(
  { root, onProgress = () => undefined }: ComposerOptions,
  { databases, files }: Pick<ReadConfig, 'databases' | 'files'> = withoutConfig,
): Settings {
  if (!path.isAbsolute(root)) throw new Error(`The project's root must be an absolute path, not "${root}".`);
  return {
    root,
    databases: [...databases].map(([name, database]) => ({ ...database, ...placesOf(name) })).sort(inOrder),
    components: 'src/components',
    registry: 'src/components/registry.generated.ts',
    state: path.join(root, '.prismosaic'),
    configFiles: files,
    onProgress,
  };
}

/** Where the files of a database are, derived from its name alone. */
export function placesOf(name: string): Omit<DatabaseSettings, keyof ResolvedDatabase> {
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
