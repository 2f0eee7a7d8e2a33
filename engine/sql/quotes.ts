/** Each function takes the offset behind an opening and returns the one behind the end: the script's, if it never ends. */

const COMMENT_EDGE = /\/\*|\*\//g;

/** A comment that begins at `at`. Comments can be nested to any depth. */
export function endOfComment(sql: string, at: number): number {
  let depth = 0;
  COMMENT_EDGE.lastIndex = at;
  for (let edge = COMMENT_EDGE.exec(sql); edge !== null; edge = COMMENT_EDGE.exec(sql)) {
    depth += edge[0] === '/*' ? 1 : -1;
    if (depth === 0) return COMMENT_EDGE.lastIndex;
  }
  return sql.length;
}

/** Two quotes in a row stand for one within. */
export function endOfQuotes(sql: string, from: number, quote: string): number {
  for (let at = sql.indexOf(quote, from); at !== -1; at = sql.indexOf(quote, at + 2)) {
    if (sql[at + 1] !== quote) return at + 1;
  }
  return sql.length;
}

/** Between two strings that are one: space and comments with a line break at least. */
const CONTINUED = /(?:[ \t\f\v]|--[^\n\r]*)*[\n\r](?:[ \t\n\r\f\v]|--[^\n\r]*[\n\r])*'/y;

/** A text in single quotes; with `escapes` a backslash keeps a quote from ending it. It may go on on another line. */
export function endOfString(sql: string, from: number, escapes: boolean): number {
  for (let start = from; ; start = CONTINUED.lastIndex) {
    const end = escapes ? endOfEscapes(sql, start) : endOfQuotes(sql, start, "'");
    CONTINUED.lastIndex = end;
    if (!CONTINUED.test(sql)) return end;
  }
}

function endOfEscapes(sql: string, from: number): number {
  const edge = /\\[\s\S]|''|'/g;
  edge.lastIndex = from;
  for (let found = edge.exec(sql); found !== null; found = edge.exec(sql)) {
    if (found[0] === "'") return edge.lastIndex;
  }
  return sql.length;
}

/** A text between two equal `$tag$`, the first of which lies from `at` to `from`. */
export function endOfDollarQuotes(sql: string, at: number, from: number): number {
  const close = sql.indexOf(sql.slice(at, from), from);
  return close === -1 ? sql.length : close + (from - at);
}
