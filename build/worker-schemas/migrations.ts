import fs from 'node:fs';
import path from 'node:path';
import { placeOf } from '@prismosaic/schema-engine/sql';

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

/** `path:line:column` of an offset in a migration's script. */
export function placeIn({ file, sql }: Migration, offset: number): string {
  const { line, column } = placeOf(sql, offset);
  return `${path.relative(process.cwd(), file)}:${line}:${column}`;
}
