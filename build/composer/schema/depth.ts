import { walk } from './walk';

/** Deeper than any real schema; Prisma's own parser overflows its stack at some thousands, and never recovers. */
export const maximalDepth = 100;

const opening = /[[({]/g;

/** Whether brackets are nested deeper than allowed. */
export function isTooDeep(text: string): boolean {
  if ((text.match(opening)?.length ?? 0) <= maximalDepth) return false;
  const lastClose = text.lastIndexOf('*/');
  let depth = 0;
  walk(
    text,
    { from: 0, lastClose },
    {
      mark(found) {
        if (found === '[' || found === '(' || found === '{') depth++;
        else if (found === ']' || found === ')' || found === '}') depth = Math.max(0, depth - 1);
        return depth > maximalDepth;
      },
    },
  );
  return depth > maximalDepth;
}
