/** The part of Prisma's configuration that reaches the engine. */
export interface Datasource {
  url?: string;
  shadowDatabaseUrl?: string;
}
