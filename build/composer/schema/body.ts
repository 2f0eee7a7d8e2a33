import { commentEnd, walk } from './walk';

/** Where a block's body ends. */
export interface BodyEnd {
  /** After the closing brace; for an unclosed block where the next block starts, or the text ends. */
  end: number;
  closed: boolean;
  /** Where code starts that is on the line of the closing brace, before it. */
  crowdedAt?: number;
}

/** A line that opens a block. Inside a body it means that the closing brace of that body is missing. */
const opensBlock =
  /[\t\p{Zs}]*(?:model|enum|view|type|datasource|generator)[\t\p{Zs}]+[^\s{}"@]+[\t\p{Zs}]*\{/uy;

/**
 * Finds the end of the body that starts at `from`, just after the `{`. Strings and comments may contain braces.
 * `lastClose` is where the last closed comment of the text ends.
 */
export function findBodyEnd(text: string, from: number, lastClose: number): BodyEnd {
  let depth = 1;
  let body: BodyEnd = { end: text.length, closed: false };
  let codeFrom = from;
  let codeAt: number | undefined;
  /** Records where code starts on the current line, up to `until`. */
  const note = (until: number): void => {
    codeAt ??= codeIn(text, codeFrom, until);
  };
  walk(
    text,
    { from, lastClose },
    {
      comment(at, end) {
        note(at);
        codeFrom = end;
      },
      mark(found, at, behind) {
        if (found === '{') depth++;
        else if (found === '}') {
          depth--;
          if (depth > 0) return false;
          note(at);
          body = { end: behind, closed: true, ...(codeAt === undefined ? {} : { crowdedAt: codeAt }) };
          return true;
        } else if (found === '\n' || found === '\r' || found === '\r\n') {
          codeFrom = behind;
          codeAt = undefined;
          opensBlock.lastIndex = behind;
          if (!opensBlock.test(text)) return false;
          body = { end: behind, closed: false };
          return true;
        }
        return false;
      },
    },
  );
  return body;
}

/** Where the code that follows the `{` on its line starts, which Prisma ignores; `from` is after the brace. */
export function codeBehindBrace(text: string, from: number, lastClose: number): number | undefined {
  let at = from;
  for (;;) {
    while (/[\t\p{Zs}]/u.test(text.charAt(at))) at++;
    if (!text.startsWith('/*', at)) break;
    const end = commentEnd(text, at, lastClose);
    if (end === undefined) return undefined;
    at = end;
  }
  return at >= text.length || /[\r\n]/.test(text.charAt(at)) || text.startsWith('//', at) ? undefined : at;
}

function codeIn(text: string, from: number, until: number): number | undefined {
  const code = text.slice(from, until);
  const at = code.search(/\S/);
  return at === -1 ? undefined : from + at;
}
