import { Cursor, type Statement, statementsOf } from '../../sql';
import { withoutSchema } from './default-schema';
import { type Edit, edited } from './edit';
import { orderedEnumChanges } from './enum-change';

/**
 * A script of the engine, in an order in which it can be applied, and without the names of default schemas, so that
 * it can be applied in any schema (a tenant's, a test worker's).
 * @param schemas the default schemas; empty where models name their schemas.
 */
export function cleanScript(script: string, schemas: ReadonlySet<string>): string {
  const statements = [...statementsOf(script)];
  const ordered = edited(script, [...orderedEnumChanges(script, statements)]);
  if (schemas.size === 0) return ordered;
  const isDefault = (name: string) => schemas.has(name);
  const edits = [...statementsOf(ordered)].flatMap((statement): Edit[] => {
    const made = madeSchema(ordered, statement);
    if (made !== undefined && isDefault(made)) return [withComment(ordered, statement)];
    return [...withoutSchema(ordered, statement, isDefault)];
  });
  return edited(ordered, edits);
}

function madeSchema(sql: string, statement: Statement): string | undefined {
  const cursor = new Cursor(sql, statement);
  return cursor.takes('create', 'schema', 'if', 'not', 'exists') ? cursor.name() : undefined;
}

/** Removes a statement, with the comment that the engine puts above it and the empty line below. */
function withComment(script: string, { at, end }: Statement): Edit {
  const above = /(?:^|(?<=\n))-- [A-Za-z]+\n$/.exec(script.slice(0, at))?.[0] ?? '';
  const below = /^;?\n*/.exec(script.slice(end))?.[0] ?? '';
  return { at: at - above.length, end: end + below.length, text: '' };
}
