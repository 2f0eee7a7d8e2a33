/** The options of one database. */
export interface DatabaseConfig {
  /**
   * The component schemas: globs relative to the project's root, each beginning with a folder. They only match files
   * that end in `.prisma`, and never hidden folders or `node_modules`.
   * @default 'src/components/<name>/prisma/schema.prisma' for `default`; required for each other database that has no packages
   */
  schemas?: string | readonly string[];
  /** Exclusions: globs of files, or of folders with everything in them. @default none */
  exclude?: string | readonly string[];
  /**
   * Packages in `node_modules` that ship a component schema: at the path `prismosaic.schema` of their package.json, by
   * default `prisma/schema.prisma`. Nothing else in `node_modules` is taken.
   * @default none
   */
  packages?: string | readonly string[];
  /** The kind of database. @default 'postgresql' */
  provider?: 'postgresql';
  /** Where the composed schema is published. @default 'prisma/schema', or 'prisma/<name>/schema' */
  schemaFolder?: string;
  /** Where the client is published. @default 'src/database/client', or 'src/databases/<name>/client' */
  clientFolder?: string;
  /** Where Prisma puts the migrations. @default 'prisma/migrations', or 'prisma/<name>/migrations' */
  migrations?: string;
  /** How the client is generated. */
  client?: ClientConfig;
  /** Generators beside the client: for Zod, JSON types, Markdown, … They run when the composed schema has changed. @default none */
  generators?: readonly GeneratorConfig[];
}

/** A generator of any package. */
export interface GeneratorConfig {
  /** The package's program, such as 'zod-prisma-types', or a path in the project that begins with './' */
  provider: string;
  /** Its name in messages. @default made of the provider's */
  name?: string;
  /** The folder or file that it makes, relative to the project's root. @default it has none */
  output?: string;
  /** Its options, as in a generator block. @default none */
  options?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** The options of Prisma's generator `prisma-client`, with the same names. */
export interface ClientConfig {
  /** Where the client runs. @default 'nodejs' */
  runtime?: 'nodejs' | 'bun' | 'deno';
  /** @default 'cjs', which ES modules can import too */
  moduleFormat?: 'cjs' | 'esm';
  /** @default 'ts' */
  generatedFileExtension?: 'ts' | 'mts' | 'cts';
  /**
   * The ending of the imports between the client's files, and of those in the registry.
   * @default 'js' in an application of ES modules whose `tsconfig.json` resolves imports by Node's rules, otherwise ''
   */
  importFileExtension?: '' | 'js' | 'mjs' | 'cjs' | 'ts' | 'mts' | 'cts';
  /** Prisma's preview features, for instance 'views'. @default none */
  previewFeatures?: readonly string[];
  /** Whether the query compiler is built for speed or for size. @default as Prisma chooses for the runtime */
  compilerBuild?: 'fast' | 'small';
}

/** What the tools have to know of the application that they start, and in which they make components. */
export interface ApplicationConfig {
  /** The arguments of the application when `prismosaic start` and `prismosaic dev` run it. @default none */
  startArgs?: string | readonly string[];
  /** The path of the page whose address `prismosaic start` shows. @default '/' */
  open?: string;
  /** The arguments with which the application adds its first rows and ends, for `prismosaic seed`. @default it has none */
  seedArgs?: string | readonly string[];
  /** Names that no new component may have: addresses that the application uses itself. @default none */
  reservedNames?: string | readonly string[];
}

/** The options in `prismosaic.config.ts`. All are optional, and so is the file. */
export interface ProjectConfig {
  /** What the tools have to know of the application. */
  application?: ApplicationConfig;
  /** The folder of the application's components, relative to the project's root. @default 'src/components' */
  components?: string;
  /**
   * The file with the list of the components that have a `component.module.ts`; `false` for none.
   * @default 'registry.generated.ts' in the folder of the components
   */
  registry?: false | string;
  /**
   * The project's databases by name. `default` always exists.
   * @default the one called `default`
   */
  databases?: Readonly<Record<string, DatabaseConfig>>;
}

/** Types what `prismosaic.config.ts` exports: `export default defineConfig({ … })`. Returns its argument. */
export function defineConfig(config: ProjectConfig): ProjectConfig {
  return config;
}
