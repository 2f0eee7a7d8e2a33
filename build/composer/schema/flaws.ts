import { nearest } from '../../diagnostics/nearest';
import { hideUrls } from '../../diagnostics/secrets';
import type { Block, Flaw } from './block';
import { maximalDepth } from './depth';

/** Adds a flaw; one that repeats the one just before it makes that one longer. */
export function addFlaw(text: string, flaws: Flaw[], flaw: Flaw): void {
  const before = flaws.at(-1);
  const repeats =
    before?.code === flaw.code &&
    before.name === undefined &&
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

/**
 * Code on the line of a brace of its block: Prisma passes over what follows a `{` and says nothing, and does not know
 * the block at all when code stands before its `}`.
 */
export function crowdedBrace({ kind, name, text, offset, end }: Block, at: number): Flaw {
  const lineBreak = text.search(/[\r\n]/);
  const first = lineBreak === -1 || at < offset + lineBreak;
  const block = `${kind} "${shown(name)}"`;
  return {
    code: 'CROWDED_BRACE',
    message: first
      ? `In the ${block} nothing may stand on the line of the \`{\`: Prisma passes over it.`
      : `In the ${block} nothing may stand before the \`}\` on its line: Prisma does not find it there.`,
    hint: first
      ? `put a line break behind \`${kind} ${shown(name)} {\`; each field has a line of its own, and so has the \`}\``
      : 'put a line break before the `}`',
    offset,
    end,
    at,
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
  return {
    code: 'UNKNOWN_BLOCK',
    message: word === '' ? 'This is no block of a schema.' : `"${word}" begins no block of a schema.`,
    hint: hintFor(word),
    offset,
    end,
  };
}

/** On PostgreSQL Prisma has no composite types, and views only as a preview: neither is suggested. */
function hintFor(word: string): string {
  const near = nearest(word, ['model', 'enum']);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  if (nearest(word.replace(/^@+/, ''), ['extends']) !== undefined)
    return 'write `/// @extends` on the line directly above the block: it is a comment with three slashes';
  return 'a component schema holds `model` and `enum` blocks; put `//` before what is a comment';
}

/** A name is whatever stands there: it may be long, or part of a URL. */
function shown(name: string): string {
  return hideUrls(name.slice(0, 80));
}
