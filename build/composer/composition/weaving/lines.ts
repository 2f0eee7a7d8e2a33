/** Finds line and column, both 1-based, of offsets in one text. Handles all three line breaks. */
export class Lines {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    const lineBreak = /\r\n|\n|\r/g;
    while (lineBreak.exec(text) !== null) this.#starts.push(lineBreak.lastIndex);
  }

  get count(): number {
    return this.#starts.length;
  }

  placeOf(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }
}
