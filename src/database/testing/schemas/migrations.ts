import fs from 'node:fs';
import path from 'node:path';
import type { Client } from 'pg';
import { statementsOf } from '../../../../build/schema-engine/sql';
import { TestSetupError } from '../test-setup-error';
import { runScript, ScriptError } from './script';

export interface Migration {
  /** Path of the script, for messages. */
  file: string;
  sql: string;
}

/** The migrations of a folder in the order of their names, as Prisma applies them; none when there is no folder. */
export function readMigrations(folder: string): Migration[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .sort()
    .map((name) => path.join(folder, name, 'migration.sql'))
    .filter((file) => fs.existsSync(file))
    .map((file) => ({ file, sql: fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, '') }));
}

/**
 * Makes the extensions that migrations ask for: they are of the whole database, and workers that make one at once get
 * into each other's way. What fails here fails again in the replay, which tells its place.
 */
export async function makeExtensions(client: Client, migrations: readonly Migration[]): Promise<void> {
  for (const { sql } of migrations) {
    for (const { text } of statementsOf(sql)) {
      if (/^create\s+extension\s+if\s+not\s+exists\s/i.test(text))
        await client.query(text).catch(() => undefined);
    }
  }
}

/** Runs the migrations' scripts. Throws {@link TestSetupError} with the failing place. */
export async function replay(
  client: Client,
  migrations: readonly Migration[],
  before: string,
): Promise<void> {
  for (const { file, sql } of migrations) {
    // Each time: a script may change the session's role or search path.
    await client.query(before);
    try {
      await runScript(client, sql);
    } catch (error) {
      if (!(error instanceof ScriptError)) throw error;
      throw new TestSetupError(
        `${path.relative(process.cwd(), file)}:${error.place}: this migration failed in a worker schema: ${error.message}\n` +
          'A migration must work in any schema: it may not name "public", and an extension must be found from each: ' +
          '`CREATE EXTENSION IF NOT EXISTS … SCHEMA pg_catalog` (docs/testing.md).',
      );
    }
  }
}
