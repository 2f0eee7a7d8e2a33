/** What may hold a semicolon without ending a statement; and the semicolon itself. Comments may nest, to two levels. */
const tokens =
  /--[^\n]*|\/\*(?:\/\*[\s\S]*?\*\/|[\s\S])*?\*\/|\be'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|;|\s+|[^\s;'"$/-]+|[\s\S]/giu;

interface Statement {
  /** Where it begins. */
  at: number;
  /** Without the semicolon. */
  text: string;
}

/** The statements of a script, without what comes before them. */
export function* statementsOf(sql: string): Generator<Statement> {
  let begun: number | undefined;
  for (const { 0: token, index: at } of sql.matchAll(tokens)) {
    if (token === ';') {
      if (begun !== undefined) yield { at: begun, text: sql.slice(begun, at) };
      begun = undefined;
    } else if (begun === undefined && !/^(\s|--|\/\*)/.test(token)) {
      begun = at;
    }
  }
  if (begun !== undefined) yield { at: begun, text: sql.slice(begun) };
}

/** Where the script's statement of this index, counted from 0, begins; undefined when it has fewer. */
export function statementStart(sql: string, index: number): number | undefined {
  return [...statementsOf(sql)][index]?.at;
}

/** Line and column, from 1, of an offset in UTF-16 units. */
export function placeOf(text: string, offset: number): string {
  const lines = text.slice(0, offset).split('\n');
  return `${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
}
