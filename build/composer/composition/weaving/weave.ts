import type { ComponentSchema, ComposedFile, Hidden } from '../composition';
import type { Lines } from './lines';
import type { SourceRange } from './origin';

/** A component schema with its lines counted. */
export interface LinedSchema {
  schema: ComponentSchema;
  lines: Lines;
}

/** A part of a component schema, and its place in the composed file. */
interface Moved {
  offset: number;
  end: number;
  file: ComposedFile;
  /** Where the part starts in the composed file. */
  at: number;
}

/** The places of all parts of the component schemas. */
export type Moves = Map<string, Moved[]>;

/**
 * Writes one composed file, line after line, and records where each line came from. A part keeps its columns: one that
 * starts within a line gets blanks before it.
 */
export class Weaver {
  readonly #file: ComposedFile;
  readonly #moves: Moves;
  readonly #texts: ReadonlyMap<string, string>;
  readonly #pieces: string[] = [];
  #length = 0;
  #line = 1;
  /** How many characters of the current line are written. */
  #column = 0;

  /** `texts`, by file, replace those of the component schemas; they have the same length. */
  constructor(
    { name, source }: { name: string; source: string },
    moves: Moves,
    texts: ReadonlyMap<string, string>,
  ) {
    this.#file = { name, source, text: '', origins: [], hidden: [] };
    this.#moves = moves;
    this.#texts = texts;
  }

  /** A line written by the composer; reports its problems at the position of `because`. */
  write(text: string, because?: SourceRange): void {
    this.#finishLine();
    const { file, line: sourceLine } = because ?? {};
    if (because !== undefined && file !== undefined && sourceLine !== undefined) {
      this.#file.origins.push({ line: this.#line, count: 1, file, sourceLine, because });
    }
    this.#append(`${text}\n`);
    this.#line++;
  }

  /** Copies a part of a component schema unchanged. */
  copy({ schema, lines }: LinedSchema, offset: number, end: number): void {
    if (offset >= end) return;
    this.#finishLine();
    const from = lines.placeOf(offset);
    const to = lines.placeOf(end);
    // A tab stays a tab, so that the visible position matches the column.
    this.#append(schema.text.slice(offset - from.column + 1, offset).replace(/[^\t]/g, ' '));
    const moved = { offset, end, file: this.#file, at: this.#length };
    const moves = this.#moves.get(schema.file);
    if (moves === undefined) this.#moves.set(schema.file, [moved]);
    else moves.push(moved);
    const whole = to.line - from.line;
    const count = to.column > 1 || end === schema.text.length ? whole + 1 : whole;
    this.#file.origins.push({ line: this.#line, count, file: schema.file, sourceLine: from.line });
    this.#append((this.#texts.get(schema.file) ?? schema.text).slice(offset, end));
    this.#line += whole;
  }

  /** A comment of the composer after the line that was copied last. */
  remark(text: string): void {
    const last = this.#file.origins.at(-1);
    if (last !== undefined) last.width = this.#column;
    this.#append(text);
  }

  finish(): ComposedFile {
    this.#file.text = this.#pieces.join('');
    return this.#file;
  }

  #append(text: string): void {
    this.#pieces.push(text);
    this.#length += text.length;
    const lineBreak = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
    this.#column = lineBreak === -1 ? this.#column + text.length : text.length - lineBreak - 1;
  }

  #finishLine(): void {
    if (this.#column === 0) return;
    this.#append('\n');
    this.#line++;
  }
}

/** Maps what is hidden in the component schemas to its place in the composed files. */
export function hideMoved(moves: Moves, hiddenIn: (file: string) => readonly Hidden[]): void {
  for (const [source, stretches] of moves) {
    const sorted = stretches.sort((a, b) => a.offset - b.offset);
    for (const { offset, end, name } of hiddenIn(source)) {
      for (let index = firstBehind(sorted, offset); index < sorted.length; index++) {
        const moved = sorted[index];
        if (moved === undefined || moved.offset >= end) break;
        const shift = moved.at - moved.offset;
        moved.file.hidden.push({
          offset: Math.max(offset, moved.offset) + shift,
          end: Math.min(end, moved.end) + shift,
          ...(name === undefined ? {} : { name }),
        });
      }
    }
  }
}

/** The first part that ends after an offset. */
function firstBehind(sorted: readonly Moved[], offset: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
