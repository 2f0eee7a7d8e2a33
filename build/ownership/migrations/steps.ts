import { nameOf, type Statement, statementsOf } from '../../schema-engine/sql';

/** The tables and enum types that are there at some moment. */
export interface Migrated {
  tables: Set<string>;
  enums: Set<string>;
}

/** What one statement makes of what is there. */
export type Step = (migrated: Migrated) => void;

/** What a script makes, renames and drops, one after the other. Bodies of functions and `DO` are not looked into. */
export function* stepsOf(sql: string): Generator<Step> {
  for (const statement of statementsOf(sql)) yield* new StatementReader(sql, statement).steps();
}

/** Reads a statement from left to right. Names lose the Postgres schema before them. */
class StatementReader {
  private next = 0;

  constructor(
    private readonly sql: string,
    private readonly statement: Statement,
  ) {}

  *steps(): Generator<Step> {
    if (this.takes('create')) yield* this.creation();
    else if (this.takes('drop')) yield* this.removals();
    else if (this.takes('alter')) yield* this.renaming();
  }

  private *creation(): Generator<Step> {
    if (this.takes('type')) {
      const type = this.name();
      if (type !== undefined && this.takes('as', 'enum')) yield ({ enums }) => enums.add(type);
      return;
    }
    this.takes('unlogged');
    if (!this.takes('table')) return;
    this.takes('if', 'not', 'exists');
    const table = this.name();
    if (table !== undefined && !this.takes('partition', 'of')) yield ({ tables }) => tables.add(table);
  }

  private *removals(): Generator<Step> {
    const kind = this.kind();
    if (kind === undefined) return;
    this.takes('if', 'exists');
    do {
      const name = this.name();
      if (name !== undefined) yield (migrated) => migrated[kind].delete(name);
    } while (this.takes(','));
  }

  private *renaming(): Generator<Step> {
    const kind = this.kind();
    if (kind === undefined) return;
    this.takes('if', 'exists');
    this.takes('only');
    const from = this.name();
    this.takes('*');
    if (from === undefined || !this.takes('rename', 'to')) return;
    const to = this.name();
    if (to !== undefined)
      yield (migrated) => {
        if (migrated[kind].delete(from)) migrated[kind].add(to);
      };
  }

  private kind(): keyof Migrated | undefined {
    if (this.takes('table')) return 'tables';
    return this.takes('type') ? 'enums' : undefined;
  }

  /** Passes these words or symbols if they come next. */
  private takes(...words: string[]): boolean {
    if (!words.every((word, index) => this.text(this.next + index) === word)) return false;
    this.next += words.length;
    return true;
  }

  private text(index: number): string | undefined {
    const token = this.statement.tokens[index];
    return token && this.sql.slice(token.at, token.end).toLowerCase();
  }

  /** Passes a name, with or without the name of a schema before it. */
  private name(): string | undefined {
    const token = this.statement.tokens[this.next++];
    const name = token && nameOf(this.sql, token);
    return name !== undefined && this.takes('.') ? this.name() : name;
  }
}
