import { nameOf, type Statement } from '../../sql';
import type { Edit } from './edit';

/** What a name of a table, type or index follows in a statement of the engine's own; in an expression, no name does. */
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
 * Takes the names of default schemas from before other names, so that a script works in whichever schema the connection
 * is. Names within strings and expressions are somebody's own and stay.
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
