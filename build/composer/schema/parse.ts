import { type Block, type BlockKind, isOwnedKind, type ParsedSchema } from './block';
import { codeBehindBrace, findBodyEnd } from './body';
import { isTooDeep } from './depth';
import {
  addFlaw,
  crowdedBrace,
  nestedTooDeep,
  strayBrace,
  unclosedBlock,
  unclosedComment,
  unknownBlock,
  unopenedBlock,
} from './flaws';
import { commentEnd, lineEndFrom } from './walk';

const blank = /[\s\uFEFF]+/y;
// As Prisma reads it: no space is needed after the keyword, and a name may have any spelling; Prisma checks the name.
const header = /(model|enum|view|type|datasource|generator)([\t\p{Zs}]*)([^\s{]*)[\t\p{Zs}]*(\{)?/uy;
const openedLater = /\s*\{/y;
const unknownHeader = /[^{}"/\r\n]*\{/y;

/** What a step of the parser works on. */
interface Parsing extends ParsedSchema {
  text: string;
  /** Where the last closed comment ends. */
  lastClose: number;
}

/**
 * Splits a component schema into its blocks, and reports everything else as flaws. Never fails and never drops anything:
 * blocks and flaws are unchanged parts of the text. Takes time in proportion to the text, for any text.
 */
export function parseSchema(text: string): ParsedSchema {
  const parsing: Parsing = { text, blocks: [], flaws: [], lastClose: text.lastIndexOf('*/') };
  let at = 0;
  while (at < text.length) {
    if (matches(blank, text, at)) at = blank.lastIndex;
    else if (text.startsWith('//', at)) at = lineEndFrom(text, at);
    else if (text.startsWith('/*', at)) at = takeComment(parsing, at);
    else at = takeBlock(parsing, at);
  }
  return { blocks: parsing.blocks, flaws: parsing.flaws };
}

function takeComment({ text, flaws, lastClose }: Parsing, offset: number): number {
  const close = commentEnd(text, offset, lastClose);
  const end = close ?? lineEndFrom(text, offset);
  if (close === undefined) addFlaw(text, flaws, unclosedComment(offset, end));
  return end;
}

function takeBlock(parsing: Parsing, offset: number): number {
  const { text, blocks, flaws, lastClose } = parsing;
  header.lastIndex = offset;
  const found = header.exec(text);
  const [matched = '', keyword = '', space = '', name = '', brace] = found ?? [];
  if (!isKind(keyword)) return takeUnknown(parsing, offset);
  const behind = offset + matched.length;
  if (brace === undefined) {
    openedLater.lastIndex = behind;
    const end = openedLater.test(text)
      ? findBodyEnd(text, openedLater.lastIndex, lastClose).end
      : lineEndFrom(text, offset);
    addFlaw(text, flaws, unopenedBlock(keyword, name, offset, end));
    return end;
  }
  const { end, closed, crowdedAt } = findBodyEnd(text, behind, lastClose);
  const nameOffset = offset + keyword.length + space.length;
  const block: Block = { kind: keyword, name, text: text.slice(offset, end), offset, end, nameOffset };
  // One that is not closed is a block too, to recognise every block that must not be in a component.
  blocks.push(block);
  if (isTooDeep(block.text)) addFlaw(text, flaws, nestedTooDeep(block));
  else if (!closed) addFlaw(text, flaws, unclosedBlock(block));
  else if (isOwnedKind(keyword)) {
    const crowded = codeBehindBrace(text, behind, lastClose) ?? crowdedAt;
    if (crowded !== undefined) addFlaw(text, flaws, crowdedBrace(block, crowded));
  }
  return end;
}

/** A line that Prisma does not know; with an open brace, through the closing one. */
function takeUnknown({ text, flaws, lastClose }: Parsing, offset: number): number {
  if (text[offset] === '}') {
    addFlaw(text, flaws, strayBrace(offset));
    return offset + 1;
  }
  if (!matches(unknownHeader, text, offset)) {
    const end = lineEndFrom(text, offset);
    addFlaw(text, flaws, unknownBlock(text, offset, end));
    return end;
  }
  const open = unknownHeader.lastIndex;
  const { end } = findBodyEnd(text, open, lastClose);
  const [, name] = /\s(\S+)\s*\{$/.exec(text.slice(Math.max(offset, open - 200), open)) ?? [];
  // Its name is not reported as missing too; each block gets its own error.
  addFlaw(text, flaws, { ...unknownBlock(text, offset, end), ...(name === undefined ? {} : { name }) });
  return end;
}

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function isKind(keyword: string): keyword is BlockKind {
  return /^(?:model|enum|view|type|datasource|generator)$/.test(keyword);
}
