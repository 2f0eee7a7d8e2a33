import { type Token, tokensOf } from './tokens';

/** A statement of a script. */
export interface Statement {
  /** Offset of its first character, after all space and comments before it. */
  at: number;
  /** Offset of the `;` after it, or the script's end. */
  end: number;
  /** Without the `;`. */
  text: string;
  /** Its pieces, without space and comments. */
  tokens: Token[];
}

/** The statements of a script, as PostgreSQL counts them: between two `;` with nothing but comments there is none. */
export function* statementsOf(sql: string): Generator<Statement> {
  let reader = new StatementReader(sql);
  for (const token of tokensOf(sql)) {
    if (token.kind === 'space' || token.kind === 'comment') continue;
    if (sql[token.at] === ';' && reader.isWhole()) {
      yield* reader.statement(token.at);
      reader = new StatementReader(sql);
    } else {
      reader.add(token);
    }
  }
  yield* reader.statement(sql.length);
}

/** Reads one statement, and knows which `;` is within it: in parentheses (`CREATE RULE`) or in a `BEGIN ATOMIC` body. */
class StatementReader {
  private readonly tokens: Token[] = [];
  private readonly words: string[] = [];
  private parentheses = 0;
  private bodies = 0;
  /** Whether the next piece begins a statement within a body. */
  private inner = false;

  constructor(private readonly sql: string) {}

  /** Whether a `;` would end it here. */
  isWhole(): boolean {
    return this.bodies === 0 && this.parentheses === 0;
  }

  add(token: Token): void {
    this.tokens.push(token);
    const text = this.sql.slice(token.at, token.end);
    if (text === '(') this.parentheses++;
    if (text === ')' && this.parentheses > 0) this.parentheses--;
    const begins = this.inner;
    this.inner = text === ';';
    if (token.kind === 'word') this.word(text.toLowerCase(), begins);
  }

  *statement(end: number): Generator<Statement> {
    const at = this.tokens[0]?.at;
    if (at !== undefined) yield { at, end, text: this.sql.slice(at, end), tokens: this.tokens };
  }

  private word(word: string, begins: boolean): void {
    if (this.words.length < 4) this.words.push(word);
    const atomic = word === 'atomic' && this.tokenBefore() === 'begin' && this.parentheses === 0;
    if (atomic && this.makesRoutine()) {
      this.bodies++;
      this.inner = true;
    }
    // The END of a CASE never follows a `;`, and that of a body always does.
    if (word === 'end' && begins && this.bodies > 0) this.bodies--;
  }

  private tokenBefore(): string | undefined {
    const before = this.tokens.at(-2);
    return before && this.sql.slice(before.at, before.end).toLowerCase();
  }

  private makesRoutine(): boolean {
    return /^create (or replace )?(function|procedure)\b/.test(this.words.join(' '));
  }
}
