import { nameOf } from './names';
import type { Statement } from './statements';
import type { Token } from './tokens';

/** Reads a statement from left to right. */
export class Cursor {
  private next = 0;

  constructor(
    private readonly sql: string,
    private readonly statement: Statement,
  ) {}

  /** The piece that comes next; undefined at the end. */
  get token(): Token | undefined {
    return this.statement.tokens[this.next];
  }

  /** Passes these words or symbols, in lower case, if they come next. */
  takes(...words: string[]): boolean {
    if (!words.every((word, index) => this.text(this.next + index) === word)) return false;
    this.next += words.length;
    return true;
  }

  /** Passes a name and what is before it: `public."User"` is `['public', 'User']`. Empty where there is none. */
  qualified(): string[] {
    const token = this.token;
    const name = token && nameOf(this.sql, token);
    if (name === undefined) return [];
    this.next++;
    return this.takes('.') ? [name, ...this.qualified()] : [name];
  }

  /** Passes a name and returns it without what is before it. */
  name(): string | undefined {
    return this.qualified().at(-1);
  }

  /** Passes one piece; all that is in parentheses is one. */
  skip(): void {
    let depth = 0;
    do {
      const text = this.text(this.next++);
      if (text === '(') depth++;
      if (text === ')') depth--;
    } while (depth > 0 && this.token !== undefined);
  }

  private text(index: number): string | undefined {
    const token = this.statement.tokens[index];
    return token && this.sql.slice(token.at, token.end).toLowerCase();
  }
}
