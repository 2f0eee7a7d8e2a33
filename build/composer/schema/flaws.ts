import { nearest } from '../../diagnostics/nearest';
import { hideUrls } from '../../diagnostics/secrets';
import type { Block, Flaw } from './block';
import { maximalDepth } from './depth';

/** Adds a flaw; if it repeats the one just before, extends that one instead. */
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

/** A block that starts and never ends. */
export function unclosedBlock({ kind, name, offset, end }: Block): Flaw {
  return {
    code: 'UNCLOSED_BLOCK',
    message: `The ${kind} "${shown(name)}" is not closed.`,
    hint: 'put a `}` on its own line after the last field',
    offset,
    end,
    name,
  };
}

/**
 * Code on the line of a brace of its block: Prisma ignores what follows a `{` without an error, and does not recognize
 * the block at all when code is before its `}`.
 */
export function crowdedBrace({ kind, name, text, offset, end }: Block, at: number): Flaw {
  const lineBreak = text.search(/[\r\n]/);
  const first = lineBreak === -1 || at < offset + lineBreak;
  const block = `${kind} "${shown(name)}"`;
  return {
    code: 'CROWDED_BRACE',
    message: first
      ? `In the ${block} nothing may follow the \`{\` on its line: Prisma ignores it.`
      : `In the ${block} nothing may be before the \`}\` on its line: Prisma does not find it there.`,
    hint: first
      ? `put a line break after \`${kind} ${shown(name)} {\`; each field needs its own line, and so does the \`}\``
      : 'put a line break before the `}`',
    offset,
    end,
    at,
    name,
  };
}

/** Endless brackets: hides the whole block from Prisma. */
export function nestedTooDeep({ kind, name, offset, end }: Block): Flaw {
  return {
    code: 'NESTED_TOO_DEEP',
    message: `In the ${kind} "${shown(name)}" brackets are nested more than ${maximalDepth} levels deep.`,
    hint: 'close them, or remove them',
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
    hint: 'remove it, or restore the line that opens its block',
    offset,
    end: offset + 1,
  };
}

/** Text that does not start with a keyword of a schema. Does not show the rest of the line: it may be a credential. */
export function unknownBlock(text: string, offset: number, end: number): Flaw {
  const [word = ''] = /^[^\s{}"=:]*/.exec(text.slice(offset, Math.min(end, offset + 80))) ?? [];
  return {
    code: 'UNKNOWN_BLOCK',
    message:
      word === ''
        ? 'This is not a block of a Prisma schema.'
        : `"${word}" does not start a block of a Prisma schema.`,
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
  return 'a component schema has `model` and `enum` blocks; start a comment with `//`';
}

/** A name can be any text: it may be long, or part of a URL. */
function shown(name: string): string {
  return hideUrls(name.slice(0, 80));
}
