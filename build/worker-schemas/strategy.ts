import { TestSetupError } from './test-setup-error';

/**
 * What each worker has for itself:
 * - `schema`: a Postgres schema in the application's database. Made and reset in no time.
 * - `database`: a database, copied from one in which the migrations ran as in a deployment. For migrations and SQL that name
 *   schemas. Needs a migration role that may create databases.
 */
export type Strategy = 'schema' | 'database';

/** Carries the choice from the test runner's configuration to its global setup. */
const variable = 'PRISMOSAIC_TEST_STRATEGY';

export interface WorkerSchemaSettings {
  /** The project's folder, which holds `.env`. @default process.cwd() */
  root?: string;
  /** @default 'schema' */
  strategy?: Strategy;
}

/** The settings, with the defaults; notes the strategy for the global setup. Throws {@link TestSetupError}. */
export function noteSettings(settings: string | WorkerSchemaSettings): { root: string } {
  const { root = process.cwd(), strategy = 'schema' } =
    typeof settings === 'string' ? { root: settings } : settings;
  if (!['schema', 'database'].includes(strategy)) {
    throw new TestSetupError(
      `workerSchemas() has the strategies "schema" and "database", not "${strategy}".`,
    );
  }
  process.env[variable] = strategy;
  return { root };
}

export const chosenStrategy = (): Strategy => (process.env[variable] === 'database' ? 'database' : 'schema');
