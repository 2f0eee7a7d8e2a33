import fs from 'node:fs';
import path from 'node:path';
import type { Client } from 'pg';
import { TestSetupError } from '../test-setup-error';

export interface Migration {
  /** Path of the script, for messages. */
  file: string;
  sql: string;
}

/** The migrations of a folder in the order of their names, as Prisma applies them; none when there is no folder. */
export function readMigrations(folder: string): Migration[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .sort()
    .map((name) => path.join(folder, name, 'migration.sql'))
    .filter((file) => fs.existsSync(file))
    .map((file) => ({ file, sql: fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, '') }));
}

/** PostgreSQL counts characters from 1, not UTF-16 units. */
function place(sql: string, position: unknown): string {
  if (typeof position !== 'string') return '';
  const before = [...sql].slice(0, Number(position) - 1).join('');
  const lines = before.split('\n');
  return `:${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
}

/** Runs whole scripts, each as one query, as Prisma does. Throws {@link TestSetupError} with the failing place. */
export async function replay(
  client: Client,
  migrations: readonly Migration[],
  before: string,
): Promise<void> {
  for (const { file, sql } of migrations) {
    // Each time: a script may change the session's role or search path.
    await client.query(before);
    try {
      await client.query(sql);
    } catch (error) {
      const { message, position, hint } = Object(error);
      throw new TestSetupError(
        `${path.relative(process.cwd(), file)}${place(sql, position)}: the migration failed in a worker schema: ${message}${hint ? `\n  ${hint}` : ''}\n` +
          'A migration must work in any schema: it may not name "public", and an extension it makes must exist already.',
      );
    }
  }
}
