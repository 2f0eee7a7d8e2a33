import type { Place } from '../../diagnostics/diagnostic';
import type { ComposedFile } from './composition';
import { Lines } from './lines';

/** A range in the file that an author can edit. */
export interface SourceRange extends Place {
  endLine?: number;
  endColumn?: number;
}

/** Leads from places in a composed file back to the files its lines came from. */
export class OriginMap {
  readonly #lines: Lines;

  constructor(readonly file: ComposedFile) {
    this.#lines = new Lines(file.text);
  }

  /** Where a stretch of the composed file came from; undefined when the composer itself wrote its first line. */
  rangeOf(offset: number, end: number): SourceRange | undefined {
    const start = this.#lines.placeOf(offset);
    const from = this.#source(start.line);
    if (from === undefined) return undefined;
    const last = this.#lines.placeOf(Math.max(offset, end));
    const to = this.#source(last.line);
    const range = { file: from.file, line: from.line, column: start.column };
    return to?.file === from.file ? { ...range, endLine: to.line, endColumn: last.column } : range;
  }

  #source(line: number): { file: string; line: number } | undefined {
    const origin = this.file.origins.findLast((candidate) => candidate.line <= line);
    if (origin === undefined || line >= origin.line + origin.count) return undefined;
    return { file: origin.file, line: origin.sourceLine + line - origin.line };
  }
}
