import type { Place } from '../../../diagnostics/diagnostic';
import type { ComposedFile, Origin } from '../composition';
import { Lines } from './lines';

/** A range in the file that the author can edit. */
export interface SourceRange extends Place {
  endLine?: number;
  endColumn?: number;
}

/** Maps places in a composed file back to the files its lines came from. */
export class OriginMap {
  readonly #lines: Lines;

  constructor(readonly file: ComposedFile) {
    this.#lines = new Lines(file.text);
  }

  /** Where a part of the composed file came from; undefined when the composer itself wrote its first line. */
  rangeOf(offset: number, end: number): SourceRange | undefined {
    const start = this.#lines.placeOf(offset);
    const from = this.#originOf(start.line);
    if (from === undefined) return undefined;
    if (from.because !== undefined) return from.because;
    const last = this.#lines.placeOf(this.#endOfText(offset, end));
    const to = this.#originOf(last.line);
    const range = { file: from.file, line: sourceLine(from, start.line), column: within(from, start.column) };
    if (to?.file === from.file && to.because === undefined) {
      const endLine = sourceLine(to, last.line);
      if (endLine >= range.line) return { ...range, endLine, endColumn: within(to, last.column) };
    }
    return range;
  }

  /** For Prisma the line break is part of a field; for a person it is not. */
  #endOfText(offset: number, end: number): number {
    const trimmed = this.file.text.slice(offset, end).trimEnd();
    return offset + (trimmed === '' ? Math.max(0, end - offset) : trimmed.length);
  }

  #originOf(line: number): Origin | undefined {
    const { origins } = this.file;
    let low = 0;
    let high = origins.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((origins[middle]?.line ?? 0) <= line) low = middle + 1;
      else high = middle;
    }
    const origin = origins[low - 1];
    return origin === undefined || line >= origin.line + origin.count ? undefined : origin;
  }
}

function sourceLine(origin: Origin, line: number): number {
  return origin.sourceLine + line - origin.line;
}

function within({ width = Number.POSITIVE_INFINITY }: Origin, column: number): number {
  return Math.min(column, width + 1);
}
