import { type Statement, statementsOf } from '../../schema-engine/sql';
import { StatementRelocation } from './statement';
import { Pieces } from './tokens';

/** Why a script can't do its work in another Postgres schema, and where that shows. */
export interface Obstacle {
  /** Offset in the script. */
  at: number;
  what: string;
  /** What to write instead. */
  fix: string;
}

export interface RelocationOptions {
  /** The schema that the script was written for: the one that is searched when it runs. */
  from: string;
  /** The schema that it is to work in. */
  to: string;
  /** Schemas of extensions, which serve the whole database: they may be named. */
  shared: ReadonlySet<string>;
  /** A statement that is put before the end of each transaction of the script's own. @default nothing is */
  check?: string;
}

/** A script that does in one schema what it was written to do in another. */
export interface Relocation {
  sql: string;
  /** Where a character of `sql` was in the script. */
  origin(offset: number): number;
  /** What leaves the schema, or can't be done in each of several. Empty when the script can be run. */
  obstacles: Obstacle[];
}

/** A piece of a script, and what stands for it. */
export interface Edit {
  at: number;
  end: number;
  text: string;
}

/** What reading a statement finds. */
export interface Findings {
  edits: Edit[];
  obstacles: Obstacle[];
}

/**
 * Lets a migration work in another schema than the one that its author had in mind, wherever it names that one and the
 * meaning is certain: before tables and types (`"public"."Account"`), in a search path, in bodies of functions, in
 * names for `nextval` and `regclass`. Statements about extensions, roles and databases are left out: those are
 * nobody's schema. Pure.
 */
export function relocate(sql: string, options: RelocationOptions): Relocation {
  const findings: Findings = { edits: [], obstacles: [] };
  for (const statement of statementsOf(sql)) readStatement(sql, statement, options, findings);
  const { edits, obstacles } = findings;
  edits.sort((one, other) => one.at - other.at);
  return { obstacles, sql: edited(sql, edits), origin: (offset) => origin(edits, offset) };
}

function readStatement(
  sql: string,
  { at, tokens }: Statement,
  options: RelocationOptions,
  findings: Findings,
): void {
  const pieces = new Pieces(sql, tokens);
  if (options.check !== undefined && /^(commit|end)$/.test(pieces.text(0)))
    findings.edits.push(insertion(at, `${options.check};`));
  new StatementRelocation(pieces, options, findings).read();
}

const insertion = (at: number, text: string): Edit => ({ at, end: at, text });

function edited(sql: string, edits: readonly Edit[]): string {
  let text = '';
  let behind = 0;
  for (const { at, end, text: instead } of edits) {
    text += sql.slice(behind, at) + instead;
    behind = end;
  }
  return text + sql.slice(behind);
}

function origin(edits: readonly Edit[], offset: number): number {
  let moved = 0;
  for (const { at, end, text } of edits) {
    if (offset < at + moved) break;
    if (offset < at + moved + text.length) return at;
    moved += text.length - (end - at);
  }
  return offset - moved;
}
