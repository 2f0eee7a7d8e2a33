import { runScript } from '@prismosaic/schema-engine/script';
import { type Client, escapeIdentifier, escapeLiteral } from 'pg';
import { forOneDatabase } from '../../migrations/relocation';
import { connected } from '../connected';
import type { Migration } from '../migrations';
import { completeMark } from '../names';
import { replayError } from '../replay';
import { makeReset } from '../reset/reset-function';
import { databasePlace } from '../worker-place';
import { addressOfDatabase, createDatabase } from './worker-database';

export interface TemplateOptions {
  migrationUrl: string;
  name: string;
  migrations: readonly Migration[];
  /** The application's schema. */
  home: string;
  fingerprint: string;
}

/**
 * Makes the database that the workers' databases are copied from: by running the migrations as a deployment does. Throws
 * `TestSetupError` for one that fails, with its place.
 */
export async function makeTemplate(client: Client, options: TemplateOptions): Promise<void> {
  const { migrationUrl, name, migrations, home, fingerprint } = options;
  await createDatabase(client, name, 'template0');
  await connected(addressOfDatabase(migrationUrl, name), async (inside) => {
    const schema = escapeIdentifier(home);
    await inside.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    for (const migration of migrations) {
      await inside.query(`RESET ALL; SET search_path = ${schema}`);
      const script = forOneDatabase(migration.sql);
      await runScript(inside, script.sql).catch((error) => {
        throw replayError(error, migration, script);
      });
    }
    await inside.query(`RESET ALL; CREATE SCHEMA ${escapeIdentifier(databasePlace.reset)}`);
    await inside.query(makeReset(databasePlace));
  });
  // Last, so that the template of a killed run is made again.
  await client.query(
    `COMMENT ON DATABASE ${escapeIdentifier(name)} IS ${escapeLiteral(completeMark(fingerprint))}`,
  );
}
