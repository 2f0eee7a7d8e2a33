import { statementsOf, type Token } from '@prismosaic/schema-engine/sql';
import { escapeIdentifier } from 'pg';
import { isSchemaOfObject, namesPlace, qualifierEdit, SCHEMA_COLUMNS, SQL_VERB } from './positions';
import type { Findings, RelocationOptions } from './relocate';
import { Pieces, type Text } from './tokens';

const OWN = /^(pg_catalog|information_schema|pg_temp.*|pg_toast.*)$/;

/** Statements about the whole database or server. Extensions exist before scripts are replayed. */
const FOR_THE_DATABASE =
  /^((create|alter|drop|comment on) (extension|role|user|database|tablespace|publication|subscription)|alter system|comment on schema) /;

/** Of these, the ones that are not about one database. */
export const FOR_THE_SERVER =
  /^((create|alter|drop|comment on) (role|user|database|tablespace|publication|subscription)|alter system) /;

/** Reads one statement, and records the edits that it needs to run in another schema. */
export class StatementRelocation {
  private readonly sql: string;
  private readonly tokens: readonly Token[];

  /** @param nested inside the body of a function, or a text that is run as SQL */
  constructor(
    private readonly pieces: Pieces,
    private readonly options: RelocationOptions,
    private readonly findings: Findings,
    private readonly nested = false,
  ) {
    this.sql = pieces.sql;
    this.tokens = pieces.tokens;
  }

  read(): void {
    const { pieces } = this;
    if (!this.nested && this.isForTheDatabase()) {
      this.leaveOut();
      return;
    }
    if (!this.nested && this.wholeSchema()) return;
    const shadowed = this.isShadowed();
    for (let index = 0; index < this.tokens.length; index++) {
      if (this.tokens[index]?.kind === 'string') this.text(index);
      else if (pieces.text(index) === 'search_path') index = this.searchPath(index);
      else if (pieces.name(index) !== undefined) this.named(index, shadowed);
    }
  }

  /** Whether it is for the whole database, not for each worker. So is creating a schema for extensions. */
  private isForTheDatabase(): boolean {
    const { pieces, options } = this;
    if (pieces.begins(FOR_THE_DATABASE)) return true;
    const name = pieces.name(pieces.are(2, 'if', 'not', 'exists') ? 5 : 2) ?? '';
    return pieces.begins(/^create schema /) && name !== options.from && options.shared.has(name);
  }

  private leaveOut(): void {
    const at = this.tokens[0]?.at ?? 0;
    this.findings.edits.push({ at, end: this.tokens.at(-1)?.end ?? at, text: '' });
  }

  /** `CREATE`, `DROP`, `ALTER SCHEMA`. */
  private wholeSchema(): boolean {
    const { pieces, options } = this;
    if (!pieces.begins(/^(create|drop|alter) schema /)) return false;
    const verb = pieces.text(0);
    const at = pieces.are(2, 'if', 'not', 'exists') ? 5 : pieces.are(2, 'if', 'exists') ? 4 : 2;
    if (verb === 'create' && at === 5 && pieces.name(5) === options.from) {
      this.replace(5);
      return true;
    }
    const fix =
      verb === 'create'
        ? 'Create a schema for extensions with `CREATE SCHEMA IF NOT EXISTS`, and keep tables in the schema of the URL.'
        : 'Remove this statement.';
    this.obstacle(
      0,
      `it changes the whole schema "${pieces.name(at)}", which all test workers would share.`,
      fix,
    );
    return true;
  }

  /** Whether something else may have the schema's name here: then `public.id` is ambiguous. */
  private isShadowed(): boolean {
    const { pieces, options } = this;
    const rights = pieces.begins(/^(grant|revoke|alter default privileges) /);
    return this.tokens.some((_, index) => {
      if (pieces.name(index) !== options.from || pieces.text(index + 1) === '.') return false;
      const before = pieces.text(index - 1);
      if (rights && /^(to|from|,)$/.test(before)) return false;
      return (
        /^(table|from|join|into|update|on|as|only|using|references|\))$/.test(before) ||
        this.tokens[index - 1]?.kind === 'name'
      );
    });
  }

  private named(index: number, shadowed: boolean): void {
    const { pieces, options } = this;
    const name = pieces.name(index) ?? '';
    if (pieces.text(index - 1) === '.') {
      if (name === options.from && pieces.text(index + 1) === '.')
        this.obstacle(index, `it is not clear what "${name}" is here.`, 'Remove the names before it.');
      return;
    }
    if (name === options.from) {
      if (pieces.text(index + 1) !== '.') {
        if (pieces.text(index - 1) === 'schema') this.replace(index);
      } else if (shadowed) {
        this.obstacle(
          index,
          `it is not clear whether "${name}" is the schema or a table here.`,
          `Remove "${name}." where it is the schema.`,
        );
      } else this.replace(index);
      return;
    }
    const isSchema = pieces.text(index + 1) === '.' && isSchemaOfObject(pieces, index, this.nested);
    if (isSchema || pieces.are(index - 2, 'set', 'schema')) this.foreign(index, name);
  }

  private foreign(index: number, name: string, written = `${name}.`): void {
    if (OWN.test(name) || this.options.shared.has(name)) return;
    this.obstacle(
      index,
      `it uses the schema "${name}", which all test workers would share.`,
      `Remove "${written}", so that PostgreSQL uses the schema of the URL.`,
    );
  }

  /** Reads `search_path = a, b` and `TO`. Returns the index of its last piece. */
  private searchPath(index: number): number {
    const { pieces } = this;
    if (!/^(=|to)$/.test(pieces.text(index + 1))) return index;
    let last = index + 2;
    this.searched(last);
    while (pieces.text(last + 1) === ',') {
      last += 2;
      this.searched(last);
    }
    return last;
  }

  private searched(index: number): void {
    const { pieces, options } = this;
    const text = pieces.string(index);
    const name = text?.raw ?? pieces.name(index);
    if (name === options.from) this.replace(index);
    else if (name === undefined || (text !== undefined && /[,"]/.test(text.raw))) this.uncertainPath(index);
    else if (name !== '' && name !== '$user' && pieces.text(index) !== 'default')
      this.foreign(index, name, name);
  }

  private uncertainPath(index: number): void {
    this.obstacle(index, 'it is not clear which schemas PostgreSQL searches after this.', 'Remove it.');
  }

  private text(index: number): void {
    const { pieces, options } = this;
    const text = pieces.string(index);
    if (text === undefined) return;
    if (this.isPathSetting(index)) {
      if (pieces.text(index + 1) === ',') this.pathSetting(index, text);
      else this.uncertainPath(index);
    } else if (namesPlace(pieces, index)) {
      this.findings.edits.push(...qualifierEdit(text, options));
    } else if (text.raw === options.from && this.isSchemaName(index)) {
      this.findings.edits.push({ at: text.at, end: text.at + text.raw.length, text: options.to });
    } else if (this.isCode(index) || (this.nested && SQL_VERB.test(text.raw))) {
      this.code(text);
    }
  }

  /** Whether it is the second argument of `set_config('search_path', …)`. */
  private isPathSetting(index: number): boolean {
    return (
      this.pieces.are(index - 4, 'set_config', '(', "'search_path'", ',') ||
      this.pieces.are(index - 4, 'set_config', '(', "''search_path''", ',')
    );
  }

  private pathSetting(index: number, { raw, at }: Text): void {
    const { from, to, shared } = this.options;
    const names = raw.split(',').map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
    const other = names.find(
      (name) => ![from, '', '$user'].includes(name) && !OWN.test(name) && !shared.has(name),
    );
    if (other !== undefined) this.foreign(index, other, other);
    const path = names.map((name) =>
      name === from ? escapeIdentifier(to) : name === '' ? '' : escapeIdentifier(name),
    );
    this.findings.edits.push({ at, end: at + raw.length, text: path.join(', ') });
  }

  /** Whether it is the name in `SET SCHEMA 'public'`, or in a condition such as `table_schema = 'public'`. */
  private isSchemaName(index: number): boolean {
    const { pieces } = this;
    if (pieces.are(index - 2, 'set', 'schema')) return true;
    return pieces.text(index - 1) === '=' && SCHEMA_COLUMNS.test(pieces.name(index - 2) ?? '');
  }

  /** Whether it is the body of `DO` or of a function. */
  private isCode(index: number): boolean {
    const { pieces } = this;
    if (pieces.text(0) === 'do') return true;
    return (
      pieces.text(index - 1) === 'as' &&
      pieces.begins(/^create (or replace )?(function|procedure) /) &&
      this.tokens.some(
        (_, at) => pieces.text(at) === 'language' && /^'?(sql|plpgsql)'?$/.test(pieces.text(at + 1)),
      )
    );
  }

  private code({ at, raw }: Text): void {
    for (const { tokens } of statementsOf(raw)) {
      const moved: Findings = { edits: [], obstacles: [] };
      new StatementRelocation(new Pieces(raw, tokens), this.options, moved, true).read();
      for (const edit of moved.edits)
        this.findings.edits.push({ ...edit, at: edit.at + at, end: edit.end + at });
      this.findings.obstacles.push(...moved.obstacles.map((found) => ({ ...found, at: found.at + at })));
    }
  }

  private replace(index: number): void {
    const token = this.tokens[index];
    if (token !== undefined)
      this.findings.edits.push({ at: token.at, end: token.end, text: escapeIdentifier(this.options.to) });
  }

  private obstacle(index: number, what: string, fix: string): void {
    this.findings.obstacles.push({ at: this.tokens[index]?.at ?? 0, what, fix });
  }
}
