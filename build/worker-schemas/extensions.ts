import { type Client, escapeIdentifier } from 'pg';
import { extensionSchemas, type MadeExtension, madeExtensions } from '../migrations/relocation';
import { type Migration, placeIn } from './migrations';
import { TestSetupError } from './test-setup-error';

/** Extensions belong to the whole database. This is where the workers find them. */
export interface Extensions {
  /** Schemas that contain extensions, so migrations may name them. */
  schemas: ReadonlySet<string>;
  /** Extensions in the application's own schema, which no worker searches. */
  unseen: string[];
}

interface RequestedExtension extends MadeExtension {
  migration: Migration;
}

/** The schema that every session searches, with any search path. */
const EVERYWHERE = 'pg_catalog';

/**
 * Creates the extensions of the migrations that are missing, in the schema that the migration names or in the one that
 * every session searches: never in the application's own. Throws {@link TestSetupError} with the position.
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
  for (const requested of requestedExtensions(migrations)) {
    if (before.has(requested.name)) continue;
    try {
      await client.query(statementFor(requested, home));
    } catch (error) {
      const { migration, statement, name } = requested;
      throw new TestSetupError(
        `${placeIn(migration, statement.at)}: the extension "${name}" could not be created for the tests: ${error instanceof Error ? error.message : String(error)}\n` +
          'Create it with a privileged role (docs/testing.md), and run the tests again.',
      );
    }
  }
  return presentExtensions(client, home, schemas);
}

/**
 * The extensions of the database.
 *
 * @param schemas others that migrations may name
 */
export async function presentExtensions(
  client: Client,
  home: string,
  schemas: Iterable<string> = [],
): Promise<Extensions> {
  const there = await installed(client);
  const all = new Set([...schemas, ...there.values()]);
  all.delete(home);
  all.delete(EVERYWHERE);
  return { schemas: all, unseen: [...there].filter(([, schema]) => schema === home).map(([name]) => name) };
}

/** The extensions of the database, with the schema of each. */
export async function installed(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; schema: string }>(
    'SELECT extname::text AS name, nspname::text AS schema FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace',
  );
  return new Map(rows.map(({ name, schema }) => [name, schema]));
}

function* requestedExtensions(migrations: readonly Migration[]): Generator<RequestedExtension> {
  for (const migration of migrations)
    for (const made of madeExtensions(migration.sql)) yield { ...made, migration };
}

/** The author's statement, but for a schema that workers search, and only if the extension is missing. */
function statementFor({ migration: { sql }, statement, place }: RequestedExtension, home: string): string {
  const { at, end, text } = statement;
  // The statement may end with a comment.
  let placed = `${text}\nSCHEMA ${EVERYWHERE}`;
  if (place !== undefined) {
    const { token, schema } = place;
    placed = schema === home ? `${sql.slice(at, token.at)}${EVERYWHERE}${sql.slice(token.end, end)}` : text;
  }
  return placed.replace(/^create\s+extension\s+(if\s+not\s+exists\s+)?/i, 'CREATE EXTENSION IF NOT EXISTS ');
}

/** The fix for "does not exist" when an extension is not found; nothing for other errors. */
export function extensionHint(code: string | undefined, { unseen }: Extensions): string | undefined {
  // Types, functions, operators.
  if (unseen.length === 0 || !['42704', '42883'].includes(code ?? '')) return undefined;
  const moves = unseen.map((name) => `ALTER EXTENSION ${escapeIdentifier(name)} SET SCHEMA ${EVERYWHERE};`);
  return `Extensions are in the application's own schema, which no worker searches. As a superuser, move them to a schema that every session searches: ${moves.join(' ')}`;
}
