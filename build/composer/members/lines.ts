import { commentEnd, lineEndFrom, stringEnd } from '../schema/body';
import type { BodyLine } from './member';

const mark = /"|\/\/|\/\*|\r\n|\n|\r/g;

/**
 * Takes a body apart into its lines. As for Prisma, a field or an attribute never spans lines; only a comment does.
 */
export function bodyLines(text: string, from: number, to: number): BodyLine[] {
  const lines: BodyLine[] = [];
  // Looked for in the body alone: a long text may hold many.
  const lastClose = from + text.slice(from, to).lastIndexOf('*/');
  let offset = from;
  let codeEnd: number | undefined;
  let codeFrom = from;
  let comment: BodyLine['comment'];
  const finish = (end: number): void => {
    const code = trimmed(text, codeFrom, codeEnd ?? end);
    lines.push({
      offset,
      end,
      ...(code === undefined ? {} : { code }),
      ...(comment === undefined ? {} : { comment }),
    });
    codeEnd = undefined;
    comment = undefined;
  };
  mark.lastIndex = from;
  for (let found = mark.exec(text); found !== null && found.index < to; found = mark.exec(text)) {
    const at = found.index;
    if (found[0] === '"') mark.lastIndex = stringEnd(text, at);
    else if (found[0] === '//' || found[0] === '/*') {
      const end = found[0] === '//' ? lineEndFrom(text, at) : (commentEnd(text, at, lastClose) ?? at + 2);
      if (codeEnd === undefined && trimmed(text, codeFrom, at) === undefined) codeFrom = end;
      else codeEnd ??= at;
      comment = { offset: at, kind: text.startsWith('///', at) ? '///' : found[0] };
      mark.lastIndex = end;
    } else {
      finish(at);
      offset = mark.lastIndex;
      codeFrom = offset;
    }
  }
  finish(to);
  return lines;
}

function trimmed(text: string, from: number, to: number): { offset: number; end: number } | undefined {
  const code = text.slice(from, to);
  const body = code.trim();
  if (body === '') return undefined;
  const offset = from + code.indexOf(body);
  return { offset, end: offset + body.length };
}
