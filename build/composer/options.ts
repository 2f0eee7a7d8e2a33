import path from 'node:path';

/** What a composer may be told. */
export interface ComposerOptions {
  /** The project's root, absolute. */
  root: string;
  /** Told what takes long, such as waiting for another process. @default says nothing */
  onProgress?: (message: string) => void;
}

/** One database, everything settled. Paths are relative to the root, with `/`. */
export interface DatabaseSettings {
  name: string;
  provider: string;
  /** The folder that holds a folder a component. */
  components: string;
  /** Where the schema lies in a component's folder. */
  schemaInComponent: string;
  /** Where the composed schema is published. */
  schemaFolder: string;
  /** Where the client is published. */
  clientFolder: string;
}

/** All options, everything settled: nothing below this is optional. */
export interface Settings {
  root: string;
  databases: Readonly<Record<string, DatabaseSettings>>;
  /** The list of the application's components, relative to the root. */
  registry: string;
  /** State that is not published: locks and scratch folders; absolute. */
  state: string;
  onProgress: (message: string) => void;
}

/** Settles all options at once. Throws when the root is not absolute. */
export function resolveOptions({ root, onProgress = () => undefined }: ComposerOptions): Settings {
  if (!path.isAbsolute(root)) throw new Error(`The project's root must be an absolute path, not "${root}".`);
  return {
    root,
    databases: {
      default: {
        name: 'default',
        provider: 'postgresql',
        components: 'src/components',
        schemaInComponent: 'prisma/schema.prisma',
        schemaFolder: 'prisma/schema',
        clientFolder: 'src/database/client',
      },
    },
    registry: 'src/components/registry.generated.ts',
    state: path.join(root, '.prismosaic'),
    onProgress,
  };
}

/** The settings of one database. Throws when there is none of that name. */
export function databaseSettings(settings: Settings, name = 'default'): DatabaseSettings {
  const database = Object.hasOwn(settings.databases, name) ? settings.databases[name] : undefined;
  if (database !== undefined) return database;
  const known = Object.keys(settings.databases).join(', ');
  throw new Error(`There is no database called "${name}". There is: ${known}.`);
}
