import type { PostgresServer } from './postgres-server';
import { HEAD, Project } from './project';

const NAMES = ['20200101000000_one', '20200102000000_two', '20200103000000_three'];

/** What the migrations create. */
const MODELS = NAMES.flatMap((_, at) => [`a${at}`, `b${at}`])
  .map((name) => `model ${name} {\n  id Int?\n  @@ignore\n}\n`)
  .join('');

/** A project whose deploy takes its time: three migrations that sleep half-way. */
export function slowProject(url: string, seconds = 0.3): Project {
  const project = new Project({ schema: `${HEAD}\n${MODELS}`, url });
  for (const [at, name] of NAMES.entries()) {
    project.migration(
      name,
      `CREATE TABLE a${at} (id int);\nSELECT pg_sleep(${seconds});\nCREATE TABLE b${at} (id int);\n`,
    );
  }
  return project;
}

/** How far a deploy came. */
export interface Progress {
  applied: string[];
  /** Started, neither applied nor rolled back. */
  failed: string[];
}

/**
 * Reads how far the deploy of a slow project came.
 * @throws Error when a migration is half applied, or applied and not recorded, or recorded and not applied.
 */
export async function readProgress(server: PostgresServer, database: string): Promise<Progress> {
  const [there] = await server.query<{ there: boolean }>(
    database,
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`,
  );
  const rows = there?.there
    ? await server.query<{ name: string; state: string }>(
        database,
        `SELECT migration_name AS name, CASE WHEN rolled_back_at IS NOT NULL THEN 'rolled back'
           WHEN finished_at IS NULL THEN 'failed' ELSE 'applied' END AS state FROM _prisma_migrations`,
      )
    : [];
  const tables = await server.query<{ name: string }>(
    database,
    `SELECT relname AS name FROM pg_class WHERE relname ~ '^[ab][0-9]$'`,
  );
  const made = new Set(tables.map(({ name }) => name));
  const named = (state: string) => rows.filter((row) => row.state === state).map(({ name }) => name);
  const applied = named('applied').sort();
  for (const [at, name] of NAMES.entries()) {
    const [first, second] = [made.has(`a${at}`), made.has(`b${at}`)];
    if (first !== second) throw new Error(`${name} is half applied.`);
    const recorded = applied.filter((entry) => entry === name).length;
    if (recorded > 1) throw new Error(`${name} is recorded ${recorded} times.`);
    if (first !== (recorded === 1))
      throw new Error(`${name} is ${first ? 'applied' : 'not applied'} and recorded as the opposite.`);
  }
  return { applied, failed: named('failed') };
}

/** Whether all is applied. */
export function isComplete({ applied }: Progress): boolean {
  return applied.length === NAMES.length;
}
