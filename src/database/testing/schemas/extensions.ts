import { type Client, escapeIdentifier } from 'pg';
import {
  extensionSchemas,
  type MadeExtension,
  madeExtensions,
} from '../../../../build/migrations/relocation';
import { TestSetupError } from '../test-setup-error';
import { type Migration, placeIn } from './migrations';

/** Extensions are of the whole database: what the workers find of them. */
export interface Extensions {
  /** Schemas that hold extensions, and which migrations may name therefore. */
  schemas: ReadonlySet<string>;
  /** Extensions in the application's own schema, where no worker looks. */
  unseen: string[];
}

interface Wish extends MadeExtension {
  migration: Migration;
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
  for (const wish of wishes(migrations)) {
    if (before.has(wish.name)) continue;
    try {
      await client.query(statementFor(wish, home));
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

function* wishes(migrations: readonly Migration[]): Generator<Wish> {
  for (const migration of migrations)
    for (const made of madeExtensions(migration.sql)) yield { ...made, migration };
}

/** As the author wrote it, but made where workers find it, and only if it is missing. */
function statementFor({ migration: { sql }, statement, place }: Wish, home: string): string {
  const { at, end, text } = statement;
  // At the end may be a comment.
  let placed = `${text}\nSCHEMA ${EVERYWHERE}`;
  if (place !== undefined) {
    const { token, schema } = place;
    placed = schema === home ? `${sql.slice(at, token.at)}${EVERYWHERE}${sql.slice(token.end, end)}` : text;
  }
  return placed.replace(/^create\s+extension\s+(if\s+not\s+exists\s+)?/i, 'CREATE EXTENSION IF NOT EXISTS ');
}

/** What helps against "does not exist", where it is an extension that is not found; nothing for other failures. */
export function extensionHint(code: string | undefined, { unseen }: Extensions): string | undefined {
  // Types, functions, operators.
  if (unseen.length === 0 || !['42704', '42883'].includes(code ?? '')) return undefined;
  const moves = unseen.map((name) => `ALTER EXTENSION ${escapeIdentifier(name)} SET SCHEMA ${EVERYWHERE};`);
  return `Extensions lie in the application's own schema, where no worker looks. A superuser moves them to where all look: ${moves.join(' ')}`;
}
