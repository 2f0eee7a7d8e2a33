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
}

/** The options in `prismosaic.config.ts`. All are optional, and so is the file. */
export interface ProjectConfig {
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
