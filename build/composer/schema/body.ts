import { walk } from './walk';

/** Where a block's body ends. */
export interface BodyEnd {
  /** Behind the closing brace; for an unclosed block where the next block begins, or the text ends. */
  end: number;
  closed: boolean;
}

/** A line that opens a block. Inside a body it means that the brace of that body is missing. */
const opensBlock = /[ \t]*(?:model|enum|view|type|datasource|generator)[ \t]+[^\s{}"@]+[ \t]*\{/y;

/**
 * Finds the end of the body that begins at `from`, just behind the `{`. Strings and comments may hold braces.
 * `lastClose` is where the last closed comment of the text ends.
 */
export function findBodyEnd(text: string, from: number, lastClose: number): BodyEnd {
  let depth = 1;
  let body: BodyEnd = { end: text.length, closed: false };
  walk(
    text,
    { from, lastClose },
    {
      mark(found, _at, behind) {
        if (found === '{') depth++;
        else if (found === '}') {
          depth--;
          if (depth === 0) body = { end: behind, closed: true };
          return depth === 0;
        } else if (found === '\n' || found === '\r' || found === '\r\n') {
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
