/** How Prisma's command line is called for a database. */
export function prismaOf(database: string): string {
  return database === 'default' ? 'npx prisma' : `npx prismosaic prisma ${database} --`;
}
