import type { Client } from 'pg';
import { extensionSchemas, type Relocation, relocate } from '../../../../build/migrations/relocation';
import { TestSetupError } from '../test-setup-error';
import { type Extensions, extensionHint, installed } from './extensions';
import { guard, LEFT, noteOutside } from './guard';
import { type Migration, placeIn } from './migrations';
import { runScript, ScriptError } from './script';

/** The schemas that a replay is about. */
export interface ReplayTarget {
  /** The application's schema, which migrations mean when they name it. */
  home: string;
  /** The worker's schema. */
  schema: string;
  extensions: Extensions;
}

/**
 * Throws {@link TestSetupError} when migrations do what can't be done in a worker schema, with each place and the fix.
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
      'Migrations leave the schema that they run in, so they can not be replayed for the test workers, and no test was run (docs/testing.md).',
      ...found,
    ].join('\n'),
  );
}

/**
 * Runs the migrations' scripts in a worker schema, and undoes what leaves it.
 * Throws {@link TestSetupError} with the failing place.
 */
export async function replay(
  client: Client,
  migrations: readonly Migration[],
  target: ReplayTarget,
  before: string,
): Promise<void> {
  for (const migration of migrations) {
    // Each time: a script may change the session's role or settings.
    await client.query(before);
    await noteOutside(client, target.schema);
    const { sql, origin } = relocated(migration, target);
    try {
      await runScript(client, sql).catch((error: unknown) => {
        if (!(error instanceof ScriptError) || error.code !== MUST_BE_ALONE) throw error;
        // Refused before it did anything: without the guard it may be the only statement.
        return runScript(client, relocated(migration, target, false).sql);
      });
    } catch (error) {
      if (!(error instanceof ScriptError)) throw error;
      throw new TestSetupError(
        [
          `${placeIn(migration, error.code === LEFT ? 0 : origin(error.offset))}: this migration failed in a worker schema: ${error.message}`,
          extensionHint(error.code, target.extensions),
        ]
          .filter(Boolean)
          .join('\n'),
      );
    }
  }
}

const MUST_BE_ALONE = '25001';

function relocated(
  migration: Migration,
  { home, schema, extensions }: ReplayTarget,
  guarded = true,
): Relocation {
  const check = guarded ? guard(schema) : undefined;
  return relocate(migration.sql, { from: home, to: schema, shared: extensions.schemas, check });
}
