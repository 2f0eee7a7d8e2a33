import { bytesOf, cut, maxBytes } from './identifier';

/** Prisma's default names, for what has no name in the schema; tables and columns have their database names. */

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

/** PostgreSQL's name for the sequence of a column: it cuts table and column in turn, the longer one first. */
export function sequenceName(table: string, column: string): string {
  const room = maxBytes - '__seq'.length;
  let [left, right] = [bytesOf(table), bytesOf(column)];
  while (left + right > room) {
    if (left > right) left--;
    else right--;
  }
  return `${cut(table, left)}_${cut(column, right)}_seq`;
}

/** The names that Prisma gives an implicit many-to-many relation in the database. */
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

/** Prisma's engine cuts the foreign keys' names at a byte, and crashes if that is within a character. */
export const joinCut = maxBytes - '_A_fkey'.length;

function firstCharacters(text: string, count: number): string {
  return text.length <= count ? text : [...text].slice(0, count).join('');
}
