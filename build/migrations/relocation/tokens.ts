import { nameOf, type Token } from '../../schema-engine/sql';

/** The pieces of a statement, without space and comments, with what is asked of each. */
export class Pieces {
  constructor(
    readonly sql: string,
    readonly tokens: readonly Token[],
  ) {}

  /** A piece as it is written, in lower case. */
  text(index: number): string {
    const token = this.tokens[index];
    return token === undefined ? '' : this.sql.slice(token.at, token.end).toLowerCase();
  }

  /** The name or keyword there. */
  name(index: number): string | undefined {
    const token = this.tokens[index];
    return token && nameOf(this.sql, token);
  }

  /** Whether these words, or symbols, are there. */
  are(index: number, ...words: string[]): boolean {
    return words.every((word, offset) => this.text(index + offset) === word);
  }

  /** The first words of the statement. */
  begins(pattern: RegExp): boolean {
    return pattern.test(
      this.tokens
        .slice(0, 6)
        .map((_, index) => this.text(index))
        .join(' '),
    );
  }

  /** What lies between the quotes of a text, and where; undefined for a piece that is none. */
  string(index: number): Text | undefined {
    const token = this.tokens[index];
    if (token?.kind !== 'string') return undefined;
    const whole = this.sql.slice(token.at, token.end);
    const quote = /^(?:'|\$[^$]*\$)/.exec(whole)?.[0];
    // Escapes, bits, and texts that go on on another line are nobody's SQL.
    if (quote === undefined || !whole.endsWith(quote) || whole.length < 2 * quote.length) return undefined;
    return { at: token.at + quote.length, raw: whole.slice(quote.length, -quote.length), quote };
  }
}

export interface Text {
  /** Offset of what is between the quotes. */
  at: number;
  /** As it is written: a quote in single quotes is there twice. */
  raw: string;
  /** `'`, `$$` or `$tag$` */
  quote: string;
}
