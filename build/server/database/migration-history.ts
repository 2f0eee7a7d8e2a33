import fs from 'node:fs';
import { Client } from 'pg';

/** A migration that was begun in a database and not rolled back. */
export interface BegunMigration {
  name: string;
  finished: boolean;
}

/** The migrations in a folder that are whole, by name. */
export function writtenMigrations(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && fs.existsSync(`${folder}/${entry.name}/migration.sql`))
    .map(({ name }) => name)
    .sort();
}

/** What Prisma has recorded in the database, in order. Throws when it can't be asked. */
export async function begunMigrations(url: string): Promise<BegunMigration[]> {
  const schema = new URL(url).searchParams.get('schema') ?? 'public';
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  // What matters fails at the next query.
  client.on('error', () => {});
  await client.connect();
  try {
    const table = await client.query<{ exists: boolean }>(
      "SELECT to_regclass(quote_ident($1) || '._prisma_migrations') IS NOT NULL AS exists",
      [schema],
    );
    if (!table.rows[0]?.exists) return [];
    const { rows } = await client.query<BegunMigration>(
      `SELECT migration_name AS name, finished_at IS NOT NULL AS finished
       FROM ${client.escapeIdentifier(schema)}._prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
    );
    return rows;
  } finally {
    await client.end();
  }
}
