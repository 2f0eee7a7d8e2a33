import { statementsOf } from '../sql';

/** A column as a script names it. */
export interface Column {
  /** As it stands in the script, quoted. */
  table: string;
  column: string;
}

/** A clause of a script by which the engine would give a column another default, or none. */
export interface DefaultClause extends Column {
  /** `undefined`: the default is dropped. */
  expression: string | undefined;
  /** Whether the script gives the column another type, for which it drops the default and sets it again. */
  retyped: boolean;
}

interface Piece {
  /** Offsets of the statement, the comment before it and the `;` behind it included. */
  at: number;
  end: number;
  table: string;
  clauses: {
    text: string;
    change: Omit<DefaultClause, 'retyped'> | undefined;
    retypes: string | undefined;
  }[];
}

const NAME = '"(?:[^"]|"")+"';
const ALTER = new RegExp(`^ALTER TABLE ((?:${NAME}\\.)?${NAME})\\s+([\\s\\S]*)$`);
const LAST_NAME = new RegExp(`${NAME}$`);
const CHANGE = new RegExp(`^ALTER COLUMN (${NAME}) (?:SET DEFAULT ([\\s\\S]+)|DROP DEFAULT)$`);
const RETYPE = new RegExp(`^ALTER COLUMN (${NAME}) (?:SET DATA )?TYPE `);

/** The changes of defaults in a script that the engine has made. */
export function defaultClauses(script: string): DefaultClause[] {
  const pieces = piecesOf(script);
  const retyped = new Set(
    pieces.flatMap(({ table, clauses }) =>
      clauses.flatMap(({ retypes }) => (retypes === undefined ? [] : keyOf(table, retypes))),
    ),
  );
  return pieces.flatMap(({ table, clauses }) =>
    clauses.flatMap(({ change }) =>
      change === undefined ? [] : { ...change, retyped: retyped.has(keyOf(table, change.column)) },
    ),
  );
}

/** For comparison. The engine writes the schema of one and the same table in some statements only. */
function keyOf(table: string, column: string): string {
  return JSON.stringify([table.match(LAST_NAME)?.[0], column]);
}

/** The same script without some changes of defaults. Empty when nothing else was in it. */
export function withoutClauses(script: string, drops: (clause: Column) => boolean): string {
  let text = '';
  let from = 0;
  for (const { at, end, table, clauses } of piecesOf(script)) {
    const kept = clauses.filter(({ change }) => change === undefined || !drops(change));
    if (kept.length === clauses.length) continue;
    text += script.slice(from, at);
    const rest = kept.map((clause) => clause.text).join(',\n');
    if (kept.length > 0) text += `-- AlterTable\nALTER TABLE ${table} ${rest};`;
    from = end;
  }
  text += script.slice(from);
  return [...statementsOf(text)].length === 0 ? '' : `${text.trim()}\n`;
}

function piecesOf(script: string): Piece[] {
  return [...statementsOf(script)].flatMap(({ at, end, text }): Piece[] => {
    const [, table, body] = ALTER.exec(text) ?? [];
    if (table === undefined || body === undefined) return [];
    const clauses = body.split(/,\s*\n(?=(?:ALTER|ADD|DROP) )/).map((clause) => {
      const [, column, expression] = CHANGE.exec(clause.trim()) ?? [];
      const change = column === undefined ? undefined : { table, column: unquoted(column), expression };
      const retypes = RETYPE.exec(clause.trim())?.[1];
      return { text: clause, change, retypes: retypes && unquoted(retypes) };
    });
    const comment = /(?:--[^\n]*\n)?\s*$/.exec(script.slice(0, at))?.[0] ?? '';
    return [{ at: at - comment.length, end: end + 1, table, clauses }];
  });
}

export function unquoted(name: string): string {
  return name.replace(/^"|"$/g, '').replaceAll('""', '"');
}
