/** How the client of a database is generated: the options of Prisma's generator `prisma-client`. */
export interface ClientSettings {
  runtime: string;
  moduleFormat: string;
  generatedFileExtension: string;
  importFileExtension: string;
  previewFeatures: string[];
  /** Undefined leaves it to Prisma. */
  compilerBuild: string | undefined;
}

/** A generator beside Prisma's client. */
export interface GeneratorSettings {
  /** The name of its block. */
  name: string;
  /** A package's program, or a path in the project that begins with `./`. */
  provider: string;
  /** A folder or file, relative to the root; undefined when it has none. */
  output: string | undefined;
  options: Record<string, string | number | boolean | string[]>;
}

/** The options of a database. What is undefined has a default that depends on the database's name or the application. */
export interface ResolvedDatabase {
  schemas: string[];
  exclude: string[];
  packages: string[];
  schemaFolder: string | undefined;
  clientFolder: string | undefined;
  migrations: string | undefined;
  client: Partial<ClientSettings>;
  generators: GeneratorSettings[];
}

/** Where the components are that no configuration names. */
export const standardComponents = 'src/components';

/** The database called `default`, when the configuration does not have it. */
export function standardDatabase(components: string = standardComponents): ResolvedDatabase {
  return { ...emptyDatabase, schemas: [`${components}/*/prisma/schema.prisma`] };
}

/** A database of which nothing is said. */
export const emptyDatabase: ResolvedDatabase = {
  schemas: [],
  exclude: [],
  packages: [],
  schemaFolder: undefined,
  clientFolder: undefined,
  migrations: undefined,
  client: {},
  generators: [],
};
