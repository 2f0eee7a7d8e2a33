import { type Statement, statementsOf } from '@prismosaic/schema-engine/sql';
import { FOR_THE_SERVER, StatementRelocation } from './statement';
import { Pieces } from './tokens';

/** Why a script can't run in another Postgres schema, and where. */
export interface Obstacle {
  /** Offset in the script. */
  at: number;
  what: string;
  /** What to write instead. */
  fix: string;
}

export interface RelocationOptions {
  /** The schema that the script was written for, which is in the search path when it runs. */
  from: string;
  /** The schema to run it in. */
  to: string;
  /** Schemas of extensions. The script may name them, because they serve the whole database. */
  shared: ReadonlySet<string>;
  /** A statement to insert before the end of each transaction in the script. @default none */
  check?: string;
}

/** A script rewritten for another schema. */
export interface Relocation {
  sql: string;
  /** Maps an offset in `sql` to the original script. */
  origin(offset: number): number;
  /** What leaves the schema, or can't be done in several schemas. Empty when the script can run. */
  obstacles: Obstacle[];
}

/** A piece of a script, and its replacement. */
export interface Edit {
  at: number;
  end: number;
  text: string;
}

/** What is found in a statement. */
export interface Findings {
  edits: Edit[];
  obstacles: Obstacle[];
}

/**
 * Rewrites a migration for another schema than its author's, wherever it names that schema and the meaning is certain:
 * before tables and types (`"public"."Account"`), in a search path, in bodies of functions, in names for `nextval` and
 * `regclass`. Leaves out statements about extensions, roles and databases: those belong to no schema. Pure.
 */
export function relocate(sql: string, options: RelocationOptions): Relocation {
  const findings: Findings = { edits: [], obstacles: [] };
  for (const statement of statementsOf(sql)) readStatement(sql, statement, options, findings);
  const { edits, obstacles } = findings;
  edits.sort((one, other) => one.at - other.at);
  return { obstacles, sql: edited(sql, edits), origin: (offset) => origin(edits, offset) };
}

/** Leaves out statements about roles, databases and the server: a worker's database is one of several. Pure. */
export function forOneDatabase(sql: string): Relocation {
  const edits: Edit[] = [];
  for (const { tokens } of statementsOf(sql)) {
    const at = tokens[0]?.at ?? 0;
    if (new Pieces(sql, tokens).begins(FOR_THE_SERVER))
      edits.push({ at, end: tokens.at(-1)?.end ?? at, text: '' });
  }
  return { obstacles: [], sql: edited(sql, edits), origin: (offset) => origin(edits, offset) };
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
