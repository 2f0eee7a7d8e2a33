import { nameOf, type Token } from '@prismosaic/schema-engine/sql';

/** The pieces of a statement, without whitespace and comments. */
export class Pieces {
  constructor(
    readonly sql: string,
    readonly tokens: readonly Token[],
  ) {}

  /** The piece at `index`, in lower case. */
  text(index: number): string {
    const token = this.tokens[index];
    return token === undefined ? '' : this.sql.slice(token.at, token.end).toLowerCase();
  }

  /** The name or keyword at `index`. */
  name(index: number): string | undefined {
    const token = this.tokens[index];
    return token && nameOf(this.sql, token);
  }

  /** Whether these words, or symbols, are at `index`. */
  are(index: number, ...words: string[]): boolean {
    return words.every((word, offset) => this.text(index + offset) === word);
  }

  /** Whether the first words of the statement match. */
  begins(pattern: RegExp): boolean {
    return pattern.test(
      this.tokens
        .slice(0, 6)
        .map((_, index) => this.text(index))
        .join(' '),
    );
  }

  /** The content of a quoted text, and its offset; undefined for other pieces. */
  string(index: number): Text | undefined {
    const token = this.tokens[index];
    if (token?.kind !== 'string') return undefined;
    const whole = this.sql.slice(token.at, token.end);
    const quote = /^(?:'|\$[^$]*\$)/.exec(whole)?.[0];
    // Texts with escapes, bits, and texts continued on another line are not SQL.
    if (quote === undefined || !whole.endsWith(quote) || whole.length < 2 * quote.length) return undefined;
    return { at: token.at + quote.length, raw: whole.slice(quote.length, -quote.length), quote };
  }
}

export interface Text {
  /** Offset of the text between the quotes. */
  at: number;
  /** As written: a quote in single quotes is doubled. */
  raw: string;
  /** `'`, `$$` or `$tag$` */
  quote: string;
}
