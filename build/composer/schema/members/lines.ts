import { walk } from '../walk';
import type { BodyLine } from './member';

/**
 * Splits a body into its lines. As in Prisma, a field or an attribute never spans lines; only a comment does.
 */
export function bodyLines(text: string, from: number, to: number): BodyLine[] {
  const lines: BodyLine[] = [];
  // Searched only in the body: a long text may contain many.
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
  walk(
    text,
    { from, to, lastClose },
    {
      comment(at, end) {
        if (codeEnd === undefined && trimmed(text, codeFrom, at) === undefined) codeFrom = end;
        else codeEnd ??= at;
        comment = { offset: at, kind: kindOf(text, at) };
      },
      mark(found, at, behind) {
        if (found !== '\n' && found !== '\r' && found !== '\r\n') return false;
        finish(at);
        offset = behind;
        codeFrom = behind;
        return false;
      },
    },
  );
  finish(to);
  return lines;
}

function kindOf(text: string, at: number): '/*' | '///' | '//' {
  if (text.startsWith('/*', at)) return '/*';
  return text.startsWith('///', at) ? '///' : '//';
}

function trimmed(text: string, from: number, to: number): { offset: number; end: number } | undefined {
  const code = text.slice(from, to);
  const body = code.trim();
  if (body === '') return undefined;
  const offset = from + code.indexOf(body);
  return { offset, end: offset + body.length };
}
