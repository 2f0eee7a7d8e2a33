/** The options of a database, with defaults applied. */
export interface ResolvedDatabase {
  schemas: string[];
  exclude: string[];
  packages: string[];
}

/** The database called `default`, when the configuration does not have it. */
export const standardDatabase: ResolvedDatabase = {
  schemas: ['src/components/*/prisma/schema.prisma'],
  exclude: [],
  packages: [],
};
