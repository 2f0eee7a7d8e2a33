import { lineEndFrom } from '../schema/walk';
import type { Directive } from './member';

const directive = /\/\/\/[ \t]*@(extends|inverse)(?![\w-])[ \t]*([^\r\n]*)/y;
const ownLine = /^[ \t]*(?=\/\/\/[ \t]*@(?:extends|inverse)(?![\w-]))/gm;

/** The directive of the doc comment that begins at `offset`, if it is one. */
export function directiveAt(text: string, offset: number): Directive | undefined {
  directive.lastIndex = offset;
  const [matched, name, argument = ''] = directive.exec(text) ?? [];
  if (matched === undefined || (name !== 'extends' && name !== 'inverse')) return undefined;
  return { name, argument: argument.trim(), offset, end: offset + matched.trimEnd().length };
}

/** The directives in a stretch between blocks. */
export function directivesIn(text: string, from: number, to: number): Directive[] {
  const gap = text.slice(from, to);
  if (!gap.includes('@')) return [];
  return [...gap.matchAll(ownLine)].flatMap(({ index, 0: { length } }) => {
    const found = directiveAt(text, from + index + length);
    return found === undefined ? [] : [found];
  });
}

/**
 * Whether a directive has a line of its own, and nothing but comment lines, and no empty line, stands between it and
 * the block at `offset`.
 */
export function isDirectlyAbove(text: string, { offset: begin, end }: Directive, offset: number): boolean {
  let before = begin;
  while (before > 0 && /[ \t]/.test(text.charAt(before - 1))) before--;
  if (before > 0 && !/[\r\n]/.test(text.charAt(before - 1))) return false;
  const between = text.slice(lineEndFrom(text, end), offset);
  return /^(?:(?:\r\n|\n|\r)[ \t]*\/\/[^\r\n]*)*(?:\r\n|\n|\r)[ \t]*$/.test(between);
}
