import {
  OpenTransactionError,
  RESET_SESSION,
  runScript,
  ScriptError,
} from '@prismosaic/schema-engine/script';
import type { Client } from 'pg';
import { extensionSchemas, type Relocation, relocate } from '../migrations/relocation';
import { type Extensions, extensionHint, installed } from './extensions';
import { guard, LEFT, noteOutside } from './guard';
import { type Migration, placeIn } from './migrations';
import { TestSetupError } from './test-setup-error';

/** The schemas of a replay. */
export interface ReplayTarget {
  /** The application's schema, which migrations mean when they name it. */
  home: string;
  /** The worker's schema. */
  schema: string;
  /** The tables that no worker's migration may reach, see `tablesOutside`. */
  outside: string;
  extensions: Extensions;
  /** One worker at a time runs what can't be in a transaction: such statements would wait for each other. */
  inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

/**
 * Throws {@link TestSetupError} when migrations do what can't be done in a worker schema, with each position and the fix.
 *
 * @param home the application's schema
 */
export async function refuseObstacles(
  client: Client,
  migrations: readonly Migration[],
  home: string,
): Promise<void> {
  const shared = extensionSchemas(migrations.map(({ sql }) => sql));
  for (const schema of (await installed(client)).values()) shared.add(schema);
  const found = migrations.flatMap((migration) =>
    relocate(migration.sql, { from: home, to: 'test_1', shared }).obstacles.map(
      ({ at, what, fix }) => `${placeIn(migration, at)}: ${what} ${fix}`,
    ),
  );
  if (found.length === 0) return;
  throw new TestSetupError(
    [
      "Migrations leave the schema that they run in. They can't be replayed for the test workers, so no tests were run (docs/testing.md).",
      ...found,
    ].join('\n'),
  );
}

/**
 * Runs the migrations' scripts in a worker schema, and undoes scripts that leave it.
 * Throws {@link TestSetupError} with the position of the error.
 */
export async function replay(
  client: Client,
  migrations: readonly Migration[],
  target: ReplayTarget,
  before: string,
): Promise<void> {
  const { home, schema, outside, extensions, inTurn } = target;
  const check = guard(schema);
  for (const migration of migrations) {
    // Each time: a script may change the session's role or settings.
    await client.query(`${RESET_SESSION}; ${before}`);
    await noteOutside(client, outside);
    const moved = relocate(migration.sql, { from: home, to: schema, shared: extensions.schemas, check });
    await runScript(client, moved.sql, { check, alone: inTurn }).catch((error) => {
      throw replayError(error, migration, moved, extensions);
    });
  }
}

/** The failure of a migration, at its place. Another error stays as it is. */
export function replayError(
  error: unknown,
  migration: Migration,
  { origin }: Relocation,
  extensions?: Extensions,
): unknown {
  if (error instanceof OpenTransactionError)
    return new TestSetupError(
      `${placeIn(migration, 0)}: this migration failed ${extensions ? 'in a worker schema' : 'for the test workers'}: ${error.message}`,
    );
  if (!(error instanceof ScriptError)) return error;
  const { code, hint, message, stop } = error;
  const at = code === LEFT || stop.offset === undefined ? 0 : origin(stop.offset);
  const lines = [
    `${placeIn(migration, at)}: this migration failed ${extensions ? 'in a worker schema' : 'for the test workers'}: ${message}`,
    hint && `  ${hint}`,
    extensions && extensionHint(code, extensions),
  ];
  return new TestSetupError(lines.filter(Boolean).join('\n'));
}
