import { commentEnd, lineEndFrom, stringEnd } from './body';

/** Deeper than any schema; Prisma's own parser runs out of its stack at some thousands, and never recovers. */
export const maximalDepth = 100;

const opening = /[[({]/g;
const mark = /"|\/\/|\/\*|[[({\])}]/g;

/** Whether brackets lie deeper in each other than is allowed. */
export function isTooDeep(text: string): boolean {
  if ((text.match(opening)?.length ?? 0) <= maximalDepth) return false;
  const lastClose = text.lastIndexOf('*/');
  let depth = 0;
  mark.lastIndex = 0;
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
        mark.lastIndex = commentEnd(text, at, lastClose) ?? at + 2;
        break;
      case '[':
      case '(':
      case '{':
        depth++;
        if (depth > maximalDepth) return true;
        break;
      default:
        depth = Math.max(0, depth - 1);
    }
  }
  return false;
}
