import { distance } from 'fastest-levenshtein';
import { lineEndFrom, walk } from '../walk';
import type { Directive } from './member';

const right = /\/\/\/[\t\p{Zs}]*@(extends|inverse)(?![\p{L}\w-])[\t\p{Zs}]*([^\r\n]*)/uy;
const alike = /(\/\/+|\/\*+)[\t\p{Zs}]*@[\t\p{Zs}]*(\p{L}[\p{L}_-]*)([^\r\n]*)/uy;
const withinText =
  /\/\/\/[^\r\n]*[\t\p{Zs}]@(?:extends(?=[\t\p{Zs}.]*(?:[\r\n]|$))|inverse[\t\p{Zs}]+\p{L}[\p{L}\w]*(?=[\t\p{Zs}.]*(?:[\r\n]|$)))/uy;
/** Other words that people write for the two, beside typos. */
const synonyms: Record<string, Directive['name']> = {
  extend: 'extends',
  extended: 'extends',
  extending: 'extends',
  inverseof: 'inverse',
  inversedby: 'inverse',
  inverseside: 'inverse',
};

/** The directive of the comment that starts at `offset`, if it is one, or looks like one. */
export function directiveAt(text: string, offset: number): Directive | undefined {
  right.lastIndex = offset;
  const [matched, name, argument = ''] = right.exec(text) ?? [];
  if (matched !== undefined && isName(name)) {
    return { name, argument: argument.trim(), offset, end: offset + matched.trimEnd().length };
  }
  return alikeAt(text, offset);
}

function alikeAt(text: string, offset: number): Directive | undefined {
  alike.lastIndex = offset;
  const [matched, slashes, word = '', rest = ''] = alike.exec(text) ?? [];
  const name = meantBy(word);
  if (matched !== undefined && name !== undefined) {
    const end = offset + matched.trimEnd().length;
    const [argument = ''] = /\p{L}[\p{L}\w]*/u.exec(rest) ?? [];
    return { name, argument, offset, end, wrong: slashes === '///' ? 'spelling' : 'comment' };
  }
  withinText.lastIndex = offset;
  const [sentence] = withinText.exec(text) ?? [];
  if (sentence === undefined) return undefined;
  const [, meant, argument = ''] = /@(extends|inverse)[\t\p{Zs}]*(.*)$/u.exec(sentence) ?? [];
  return isName(meant)
    ? { name: meant, argument, offset, end: offset + sentence.length, wrong: 'spelling' }
    : undefined;
}

function meantBy(word: string): Directive['name'] | undefined {
  const plain = word.toLowerCase().replace(/[_-]/g, '');
  const near = (['extends', 'inverse'] as const).find(
    (name) => plain.charAt(0) === name.charAt(0) && distance(plain, name) <= 2,
  );
  return synonyms[plain] ?? near;
}

function isName(word: string | undefined): word is Directive['name'] {
  return word === 'extends' || word === 'inverse';
}

/** The directives between blocks, each at the start of a line; comments that only look like one, at any place. */
export function directivesIn(text: string, from: number, to: number): Directive[] {
  const gap = text.slice(from, to);
  if (!gap.includes('@')) return [];
  const found: Directive[] = [];
  walk(
    text,
    { from, to, lastClose: from + gap.lastIndexOf('*/') },
    {
      mark: () => false,
      comment(at) {
        const directive = directiveAt(text, at);
        if (directive !== undefined) found.push(directive);
      },
    },
  );
  return found;
}

/**
 * Whether a directive has its own line, and only comment lines, and no empty line, are between it and the block at
 * `offset`.
 */
export function isDirectlyAbove(text: string, { offset: begin, end }: Directive, offset: number): boolean {
  let before = begin;
  while (before > 0 && /[\t\p{Zs}]/u.test(text.charAt(before - 1))) before--;
  if (before > 0 && !/[\r\n]/.test(text.charAt(before - 1))) return false;
  const between = text.slice(lineEndFrom(text, end), offset);
  return /^(?:(?:\r\n|\n|\r)[\t\p{Zs}]*\/\/[^\r\n]*)*(?:\r\n|\n|\r)[\t\p{Zs}]*$/u.test(between);
}
