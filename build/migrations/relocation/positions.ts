import { escapeIdentifier } from 'pg';
import type { Edit, RelocationOptions } from './relocate';
import type { Pieces, Text } from './tokens';

/** Columns of PostgreSQL's own views that hold the name of a schema. */
export const SCHEMA_COLUMNS =
  /^(nspname|schemaname|schema_name|(table|constraint|specific|routine|trigger|event_object|udt|sequence|domain|view)_schema)$/;

/** The start of a text that is certainly SQL. */
export const SQL_VERB =
  /^\s*(select\s|insert\s+into\s|update\s|delete\s+from\s|alter\s|create\s|drop\s|truncate\s|lock\s|grant\s|revoke\s|comment\s+on\s|refresh\s|with\s)/i;

const BEFORE_AN_OBJECT =
  /^(table|view|sequence|type|domain|function|procedure|routine|aggregate|index|join|references|truncate)$/;

/** Whether the name at `index`, before a dot, is certainly a schema's: other dots follow tables and aliases. */
export function isSchemaOfObject(pieces: Pieces, index: number, nested: boolean): boolean {
  let before = index - 1;
  while (/^(if|not|exists|only|concurrently)$/.test(pieces.text(before))) before--;
  const word = pieces.text(before);
  if (BEFORE_AN_OBJECT.test(word)) return true;
  if (word === 'into') return pieces.text(before - 1) === 'insert';
  if (word === 'from') return pieces.text(before - 1) === 'delete';
  if (word === 'update') return before === 0 && !nested;
  return (
    word === 'on' && pieces.begins(/^create (or replace )?(unique |constraint )?(index|trigger|policy|rule) /)
  );
}

const TAKES_A_NAME =
  /^(nextval|currval|setval|to_regclass|to_regtype|to_regproc|to_regprocedure|pg_get_serial_sequence|pg_relation_size|pg_total_relation_size)$/;

/** Whether the text at `index` names a database object: `nextval('a.b')`, `'a.b'::regclass`. */
export function namesPlace(pieces: Pieces, index: number): boolean {
  if (pieces.text(index - 1) === '(' && TAKES_A_NAME.test(pieces.name(index - 2) ?? '')) return true;
  const type = pieces.are(index + 1, ':', ':') ? index + 3 : pieces.text(index + 1) === 'as' ? index + 2 : -1;
  const name = pieces.name(pieces.are(type, 'pg_catalog', '.') ? type + 2 : type) ?? '';
  return /^reg(class|type|proc|procedure)$/.test(name);
}

/** Replaces the schema before the name in a text. */
export function qualifierEdit({ at, raw }: Text, { from, to }: RelocationOptions): Edit[] {
  const [, quoted, plain] = /^\s*(?:"((?:[^"]|"")*)"|([\w$]+))\s*\./.exec(raw) ?? [];
  const name = quoted?.replaceAll('""', '"') ?? plain?.toLowerCase();
  if (name !== from) return [];
  const end = at + raw.indexOf('.', quoted === undefined ? 0 : quoted.length + 2);
  return [{ at, end, text: escapeIdentifier(to) }];
}
