import { nearest } from '../../diagnostics/nearest';
import { hideUrls } from '../../diagnostics/secrets';
import { type Block, type Flaw, ownedKinds } from './block';
import { maximalDepth } from './depth';

/** Adds a flaw; one that repeats the one just before it makes that one longer. */
export function addFlaw(text: string, flaws: Flaw[], flaw: Flaw): void {
  const before = flaws.at(-1);
  const repeats =
    before?.code === flaw.code &&
    flaw.name === undefined &&
    text.slice(before.end, flaw.offset).trim() === '';
  if (before !== undefined && repeats) before.end = flaw.end;
  else flaws.push(flaw);
}

/** A keyword without its brace on the same line. */
export function unopenedBlock(keyword: string, name: string, offset: number, end: number): Flaw {
  return {
    code: 'UNOPENED_BLOCK',
    message: `The ${keyword} "${shown(name)}" has no \`{\` on its line.`,
    hint: `write \`${keyword} ${shown(name) || 'Name'} {\` on one line`,
    offset,
    end,
    name,
  };
}

/** A block that begins and never ends. */
export function unclosedBlock({ kind, name, offset, end }: Block): Flaw {
  return {
    code: 'UNCLOSED_BLOCK',
    message: `The ${kind} "${shown(name)}" is not closed.`,
    hint: 'put a `}` on a line of its own behind its last field',
    offset,
    end,
    name,
  };
}

/** Brackets without end: the whole block is kept from Prisma. */
export function nestedTooDeep({ kind, name, offset, end }: Block): Flaw {
  return {
    code: 'NESTED_TOO_DEEP',
    message: `In the ${kind} "${shown(name)}" brackets lie more than ${maximalDepth} deep in each other.`,
    hint: 'close them, or take them out',
    offset,
    end,
    name,
  };
}

export function unclosedComment(offset: number, end: number): Flaw {
  return {
    code: 'UNCLOSED_COMMENT',
    message: 'This comment is not closed.',
    hint: 'put `*/` at its end',
    offset,
    end,
  };
}

export function strayBrace(offset: number): Flaw {
  return {
    code: 'STRAY_BRACE',
    message: 'This `}` closes nothing.',
    hint: 'take it out, or put back the line that opens its block',
    offset,
    end: offset + 1,
  };
}

/** What begins with no keyword of a schema. The rest of the line stays unsaid: it may be part of a credential. */
export function unknownBlock(text: string, offset: number, end: number): Flaw {
  const [word = ''] = /^[^\s{}"=:]*/.exec(text.slice(offset, Math.min(end, offset + 80))) ?? [];
  const known = ownedKinds.map((kind) => `\`${kind}\``).join(', ');
  const near = nearest(word, ownedKinds);
  return {
    code: 'UNKNOWN_BLOCK',
    message: word === '' ? 'This is no block of a schema.' : `"${word}" begins no block of a schema.`,
    hint: `${near === undefined ? 'a' : `did you mean \`${near}\`? A`} component schema holds ${known}`,
    offset,
    end,
  };
}

/** A name is whatever stands there: it may be long, or part of a URL. */
function shown(name: string): string {
  return hideUrls(name.slice(0, 80));
}
