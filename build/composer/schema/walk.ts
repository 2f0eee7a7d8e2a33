const mark = /"|\/\/|\/\*|[[({\])}]|\r\n|\n|\r/g;
const lineEnd = /[\r\n]|$/g;

/** Which part of a text to walk through. */
export interface Stretch {
  from: number;
  /** @default the end of the text */
  to?: number;
  /** Where the last closed comment of the text ends: given once, to search no comment twice. */
  lastClose: number;
}

/** What to call on the way. */
export interface Visitor {
  /** A bracket or a line break, outside of strings and comments; the walk continues at `behind`, unless this returns true. */
  mark(found: string, at: number, behind: number): boolean | undefined;
  comment?(at: number, end: number): void;
}

/** Walks through a text from mark to mark, past strings and comments, which may contain any. Takes linear time. */
export function walk(text: string, { from, to = text.length, lastClose }: Stretch, visitor: Visitor): void {
  let next = from;
  for (;;) {
    mark.lastIndex = next;
    const found = mark.exec(text);
    if (found === null || found.index >= to) return;
    const at = found.index;
    next = mark.lastIndex;
    if (found[0] === '"') next = stringEnd(text, at);
    else if (found[0] === '//' || found[0] === '/*') {
      // Prisma reports a comment that never ends.
      next = found[0] === '//' ? lineEndFrom(text, at) : (commentEnd(text, at, lastClose) ?? next);
      visitor.comment?.(at, next);
    } else if (visitor.mark(found[0], at, next) === true) return;
  }
}

/** After the comment that starts at `from`; undefined when it never ends, known without scanning the whole text. */
export function commentEnd(text: string, from: number, lastClose: number): number | undefined {
  return from + 2 > lastClose ? undefined : text.indexOf('*/', from + 2) + 2;
}

/** After the string that starts at `from`; a string ends at the end of its line at the latest. */
function stringEnd(text: string, from: number): number {
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
