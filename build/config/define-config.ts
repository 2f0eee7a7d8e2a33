/** What composes one database. */
export interface DatabaseConfig {
  /**
   * Where its component schemas are: globs relative to the project's root, each beginning with a folder. Only files
   * that end in `.prisma` count; hidden folders and `node_modules` never do.
   * @default 'src/components/<name>/prisma/schema.prisma' for `default`; required for each other database that has no packages
   */
  schemas?: string | readonly string[];
  /** What of that is not taken: globs of files, or of folders with all that is in them. @default nothing */
  exclude?: string | readonly string[];
  /**
   * Packages in `node_modules` that ship a component schema: at the path that `prismosaic.schema` in their package.json
   * says, else in `prisma/schema.prisma`. Nothing else there is ever taken.
   * @default none
   */
  packages?: string | readonly string[];
  /** The kind of database. @default 'postgresql' */
  provider?: 'postgresql';
}

/** What `prismosaic.config.ts` says. All of it is optional, and so is the file. */
export interface ProjectConfig {
  /**
   * The project's databases by their names. `default` is there in any case.
   * @default the one called `default`
   */
  databases?: Readonly<Record<string, DatabaseConfig>>;
}

/** Types what `prismosaic.config.ts` exports: `export default defineConfig({ … })`. Gives back what it is given. */
export function defineConfig(config: ProjectConfig): ProjectConfig {
  return config;
}
