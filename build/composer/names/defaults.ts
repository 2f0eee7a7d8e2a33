import { bytesOf, cut, maxBytes } from './identifier';

/** Prisma's names of what has none in the schema; tables and columns by their names in the database. */

export function primaryKeyName(table: string): string {
  return `${cut(table, maxBytes - '_pkey'.length)}_pkey`;
}

export function foreignKeyName(table: string, columns: readonly string[]): string {
  return `${cut([table, ...columns].join('_'), maxBytes - '_fkey'.length)}_fkey`;
}

export function indexName(table: string, columns: readonly string[], unique: boolean): string {
  const suffix = unique ? '_key' : '_idx';
  return `${cut([table, ...columns].join('_'), maxBytes - suffix.length)}${suffix}`;
}

/** PostgreSQL's name of the sequence behind a column: table and column are cut in turn, the longer one first. */
export function sequenceName(table: string, column: string): string {
  const room = maxBytes - '__seq'.length;
  let [left, right] = [bytesOf(table), bytesOf(column)];
  while (left + right > room) {
    if (left > right) left--;
    else right--;
  }
  return `${cut(table, left)}_${cut(column, right)}_seq`;
}

/** What Prisma makes in the database of an implicit many-to-many relation. */
export interface JoinNames {
  table: string;
  primaryKey: string;
  index: string;
  foreignKeys: [string, string];
}

/** Here Prisma counts characters, and for the foreign keys bytes. */
export function joinNames(relation: string): JoinNames {
  const table = firstCharacters(`_${relation}`, maxBytes);
  const bytes = maxBytes - '_A_fkey'.length;
  return {
    table,
    primaryKey: `${firstCharacters(table, maxBytes - '_AB_pkey'.length)}_AB_pkey`,
    index: `${firstCharacters(table, maxBytes - '_B_index'.length)}_B_index`,
    foreignKeys: [`${cut(table, bytes)}_A_fkey`, `${cut(table, bytes)}_B_fkey`],
  };
}

/** Prisma's engine cuts the foreign keys' names at a byte, and breaks down where that is within a character. */
export const joinCut = maxBytes - '_A_fkey'.length;

function firstCharacters(text: string, count: number): string {
  return text.length <= count ? text : [...text].slice(0, count).join('');
}
