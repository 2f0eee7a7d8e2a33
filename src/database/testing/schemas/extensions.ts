import { type Client, escapeIdentifier } from 'pg';
import { extensionSchemas } from '../../../../build/migrations/relocation';
import { nameOf, type Statement, statementsOf } from '../../../../build/schema-engine/sql';
import { TestSetupError } from '../test-setup-error';
import { type Migration, placeIn } from './migrations';

/** Extensions are of the whole database: what the workers find of them. */
export interface Extensions {
  /** Schemas that hold extensions, and which migrations may name therefore. */
  schemas: ReadonlySet<string>;
  /** Extensions in the application's own schema, where no worker looks. */
  unseen: string[];
}

interface Wish {
  migration: Migration;
  statement: Statement;
  /** As the author wrote it, but with a schema where workers find it. */
  sql: string;
  name: string;
}

/** Where every session looks, whatever its search path. */
const EVERYWHERE = 'pg_catalog';

/**
 * Makes the extensions that migrations ask for and that are not there, in the schema that the migration names, or where
 * they are found from everywhere: never in the application's own. Throws {@link TestSetupError} with the place.
 *
 * @param home the application's schema
 */
export async function makeExtensions(
  client: Client,
  migrations: readonly Migration[],
  home: string,
): Promise<Extensions> {
  const schemas = extensionSchemas(migrations.map(({ sql }) => sql));
  const before = await installed(client);
  for (const schema of schemas) {
    if (schema !== home && schema !== EVERYWHERE)
      await client.query(`CREATE SCHEMA IF NOT EXISTS ${escapeIdentifier(schema)}`);
  }
  for (const wish of wishes(migrations, home)) {
    if (before.has(wish.name)) continue;
    try {
      await client.query(
        wish.sql.replace(/^create\s+extension\s+(if\s+not\s+exists\s+)?/i, 'CREATE EXTENSION IF NOT EXISTS '),
      );
    } catch (error) {
      const { migration, statement, name } = wish;
      throw new TestSetupError(
        `${placeIn(migration, statement.at)}: the extension "${name}" could not be made for the tests: ${error instanceof Error ? error.message : String(error)}\n` +
          'Have a role make it that may (docs/testing.md), and run the tests again.',
      );
    }
  }
  const there = await installed(client);
  for (const schema of there.values()) schemas.add(schema);
  schemas.delete(home);
  schemas.delete(EVERYWHERE);
  return { schemas, unseen: [...there].filter(([, schema]) => schema === home).map(([name]) => name) };
}

/** The extensions of the database, with the schema of each. */
export async function installed(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; schema: string }>(
    'SELECT extname::text AS name, nspname::text AS schema FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace',
  );
  return new Map(rows.map(({ name, schema }) => [name, schema]));
}

function* wishes(migrations: readonly Migration[], home: string): Generator<Wish> {
  for (const migration of migrations) {
    for (const statement of statementsOf(migration.sql)) {
      const words = statement.tokens.map(({ at, end }) => migration.sql.slice(at, end).toLowerCase());
      if (words[0] !== 'create' || words[1] !== 'extension') continue;
      const token = statement.tokens[words[2] === 'if' ? 5 : 2];
      const name = token && nameOf(migration.sql, token);
      if (name !== undefined)
        yield { migration, statement, name, sql: placed(migration.sql, statement, words, home) };
    }
  }
}

function placed(
  sql: string,
  { at, end, tokens, text }: Statement,
  words: readonly string[],
  home: string,
): string {
  const index = words.indexOf('schema', 3);
  const token = index === -1 ? undefined : tokens[index + 1];
  // At the end may be a comment.
  if (token === undefined) return `${text}\nSCHEMA ${EVERYWHERE}`;
  if (nameOf(sql, token) !== home) return text;
  return `${sql.slice(at, token.at)}${EVERYWHERE}${sql.slice(token.end, end)}`;
}

/** What helps against "does not exist", where it is an extension that is not found; nothing for other failures. */
export function extensionHint(code: string | undefined, { unseen }: Extensions): string | undefined {
  // Types, functions, operators.
  if (unseen.length === 0 || !['42704', '42883'].includes(code ?? '')) return undefined;
  const moves = unseen.map((name) => `ALTER EXTENSION ${escapeIdentifier(name)} SET SCHEMA ${EVERYWHERE};`);
  return `Extensions lie in the application's own schema, where no worker looks. A superuser moves them to where all look: ${moves.join(' ')}`;
}
