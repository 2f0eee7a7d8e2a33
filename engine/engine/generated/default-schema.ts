import { nameOf, type Statement } from '../../sql';
import type { Edit } from './edit';

/**
 * Words before the name of a table, type or index in the engine's own statements; in an expression no name follows
 * them.
 */
const BEFORE_NAMES = new Set([
  'table',
  'type',
  'index',
  'sequence',
  'view',
  'exists',
  'only',
  'on',
  'references',
]);

/**
 * Removes default schemas from qualified names, so that a script works in any schema of a connection. Names within
 * strings and expressions belong to the user and stay.
 */
export function* withoutSchema(
  sql: string,
  { tokens }: Statement,
  isDefault: (name: string) => boolean,
): Generator<Edit> {
  for (const [index, token] of tokens.entries()) {
    const [before, dot, name] = [tokens[index - 1], tokens[index + 1], tokens[index + 2]];
    if (token.kind !== 'name' || name?.kind !== 'name' || before?.kind !== 'word') continue;
    if (dot === undefined || sql[dot.at] !== '.') continue;
    if (!BEFORE_NAMES.has(sql.slice(before.at, before.end).toLowerCase())) continue;
    if (isDefault(nameOf(sql, token) ?? '')) yield { at: token.at, end: name.at, text: '' };
  }
}
