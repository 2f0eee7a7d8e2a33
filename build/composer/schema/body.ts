/** Where a block's body ends. */
export interface BodyEnd {
  /** Behind the closing brace; for an unclosed block where the next block begins, or the text ends. */
  end: number;
  closed: boolean;
}

/** A line that opens a block. Inside a body it means that the brace of that body is missing. */
const opensBlock = /[ \t]*(?:model|enum|view|type|datasource|generator)[ \t]+[^\s{}"@]+[ \t]*\{/y;
const mark = /"|\/\/|\/\*|[{}]|\r\n|\n|\r/g;
const lineEnd = /[\r\n]|$/g;

/**
 * Finds the end of the body that begins at `from`, just behind the `{`. Strings and comments may hold braces.
 * `lastClose` is where the last closed comment of the text ends.
 */
export function findBodyEnd(text: string, from: number, lastClose: number): BodyEnd {
  let depth = 1;
  mark.lastIndex = from;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    const at = found.index;
    switch (found[0]) {
      case '"':
        mark.lastIndex = stringEnd(text, at);
        break;
      case '//':
        mark.lastIndex = lineEndFrom(text, at);
        break;
      case '/*':
        // One that never ends is left to Prisma.
        mark.lastIndex = commentEnd(text, at, lastClose) ?? at + 2;
        break;
      case '{':
        depth++;
        break;
      case '}':
        depth--;
        if (depth === 0) return { end: at + 1, closed: true };
        break;
      default:
        opensBlock.lastIndex = mark.lastIndex;
        if (opensBlock.test(text)) return { end: mark.lastIndex, closed: false };
    }
  }
  return { end: text.length, closed: false };
}

/** Behind the comment that begins at `from`; undefined when it never ends, told without looking at the whole text. */
export function commentEnd(text: string, from: number, lastClose: number): number | undefined {
  return from + 2 > lastClose ? undefined : text.indexOf('*/', from + 2) + 2;
}

/** Behind the string that begins at `from`; a string ends with its line at the latest. */
export function stringEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '"') return at + 1;
    else if (character === '\n' || character === '\r') return at;
  }
  return text.length;
}

/** Where the line around `from` ends, before its line break. */
export function lineEndFrom(text: string, from: number): number {
  lineEnd.lastIndex = from;
  return lineEnd.exec(text)?.index ?? text.length;
}
