import { endOfComment, endOfDollarQuotes, endOfQuotes, endOfString } from './quotes';

/**
 * `word`: a keyword or a name without quotes; `name`: one in quotes; `string`: a text, in whichever quotes, dollars
 * included; `symbol`: one character of anything else.
 */
export type TokenKind = 'space' | 'comment' | 'word' | 'name' | 'string' | 'number' | 'symbol';

/** A piece of a script, from one offset (in UTF-16 units) to another. */
export interface Token {
  kind: TokenKind;
  at: number;
  end: number;
}

/** PostgreSQL takes every character beyond ASCII for a letter, a no-break space too. */
const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const SPACE = /[ \t\n\r\f\v]+/y;
/** Ends with the line; for PostgreSQL a lone carriage return ends one, too. */
const LINE_COMMENT = /--[^\n\r]*/y;
const NUMBER = /\d[\w.]*/y;
const ESCAPE_STRING = /e'/iy;
/** Of these prefixes only E changes where the text ends. */
const STRING = /(?:u&|[bnx])?'/iy;
const NAME = /(?:u&)?"/iy;
const DOLLARS = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;

/**
 * The pieces of a script as PostgreSQL reads them (with `standard_conforming_strings` on, its default), without a gap.
 * What is opened and not closed ends with the script.
 */
export function* tokensOf(sql: string): Generator<Token> {
  for (let at = 0; at < sql.length; ) {
    const { kind, end } = tokenAt(sql, at);
    yield { kind, at, end };
    at = end;
  }
}

function tokenAt(sql: string, at: number): { kind: TokenKind; end: number } {
  const upTo = (pattern: RegExp): number | undefined => {
    pattern.lastIndex = at;
    return pattern.test(sql) ? pattern.lastIndex : undefined;
  };
  let end = upTo(SPACE);
  if (end !== undefined) return { kind: 'space', end };
  end = upTo(LINE_COMMENT);
  if (end !== undefined) return { kind: 'comment', end };
  if (sql.startsWith('/*', at)) return { kind: 'comment', end: endOfComment(sql, at) };
  end = upTo(ESCAPE_STRING);
  if (end !== undefined) return { kind: 'string', end: endOfString(sql, end, true) };
  end = upTo(STRING);
  if (end !== undefined) return { kind: 'string', end: endOfString(sql, end, false) };
  end = upTo(NAME);
  if (end !== undefined) return { kind: 'name', end: endOfQuotes(sql, end, '"') };
  end = upTo(WORD);
  if (end !== undefined) return { kind: 'word', end };
  end = upTo(DOLLARS);
  if (end !== undefined) return { kind: 'string', end: endOfDollarQuotes(sql, at, end) };
  end = upTo(NUMBER);
  if (end !== undefined) return { kind: 'number', end };
  return { kind: 'symbol', end: at + 1 };
}
