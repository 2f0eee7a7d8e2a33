/** What composes a database, all settled. */
export interface ResolvedDatabase {
  schemas: string[];
  exclude: string[];
  packages: string[];
}

/** The database called `default`, where nothing is said of it. */
export const standardDatabase: ResolvedDatabase = {
  schemas: ['src/components/*/prisma/schema.prisma'],
  exclude: [],
  packages: [],
};
