import fs from 'node:fs';
import { hideSecrets } from './secrets';
import { visible } from './visible';

/** Some lines of a file. */
export interface Excerpt {
  rows: string[];
  /** The number of the first line, 1-based. */
  from: number;
}

/**
 * The line and its neighbours; what may be a credential is hidden. Undefined when there is nothing to show: the file was
 * deleted, is not a file, or has no such line. Of a file of megabytes it looks only at what it needs.
 */
export function excerptOf(file: string, line: number): Excerpt | undefined {
  const text = readText(file);
  if (text === undefined) return undefined;
  const from = Math.max(1, line - 1);
  const begin = startOfLine(text, 0, from - 1);
  if (begin === undefined) return undefined;
  const end = startOfLine(text, begin, line + 2 - from);
  const shown = end === undefined ? text.slice(begin) : text.slice(begin, end).replace(/(?:\r\n|\n|\r)$/, '');
  const within = secretBlockAround(text, begin);
  const rows = hideSecrets(`${within}\n${shown}`)
    .split(/\r\n|\n|\r/)
    .slice(1);
  return { rows: rows.map(visible), from };
}

/** Where the line starts that is `count` lines after the one that starts at `at`. */
function startOfLine(text: string, at: number, count: number): number | undefined {
  const lineBreak = /\r\n|\n|\r/g;
  lineBreak.lastIndex = at;
  for (let left = count; left > 0; left--) {
    if (lineBreak.exec(text) === null) return undefined;
  }
  return count === 0 ? at : lineBreak.lastIndex;
}

/** The keyword of the block around an offset if its strings may be credentials, otherwise nothing. */
function secretBlockAround(text: string, offset: number): string {
  const open = text.slice(text.lastIndexOf('}', offset - 1) + 1, offset);
  const [keyword = ''] = /^[ \t]*(?:datasource|generator)/m.exec(offset === 0 ? '' : open) ?? [];
  return keyword;
}

/** If the file was deleted or is not a file, there is nothing to show, and the title is enough. */
function readText(file: string): string | undefined {
  try {
    if (!fs.statSync(file).isFile()) return undefined;
    return fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}
