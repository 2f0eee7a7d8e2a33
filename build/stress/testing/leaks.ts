import { Client } from 'pg';
import { databaseUrls, embeddedPostgres } from '../../postgres';
import { ProjectCopy } from '../../test-kit/project-copy';
import type { LongRun } from '../composer/long-run';
import { TESTS, writeSuite } from './hostile-suite';

const WORKERS = 8;

/** Runs 500 tests in eight workers again and again, with both strategies. None may see a row of another. */
export const leaks: LongRun['run'] = async ({ count, say }) => {
  const project = new ProjectCopy();
  const breaches: string[] = [];
  try {
    writeSuite(project);
    for (let round = 1; round <= count; round++) {
      const strategy = round % 4 === 0 ? 'database' : 'schema';
      const environment = { JEST_WORKERS: `${WORKERS}`, TEST_STRATEGY: strategy, CI: undefined };
      const run = project.jest(['src/hostile'], environment);
      const status = await run.ended;
      if (status !== 0 || !run.output.includes(`${TESTS} passed, ${TESTS} total`))
        breaches.push(`round ${round} (${strategy}): ${status}\n${run.output.slice(-3_000)}`);
      const left = await leftovers(project.root);
      if (left.length > 0) breaches.push(`round ${round} (${strategy}) left ${left.join(', ')}`);
      say(`round ${round}, ${strategy}: ${breaches.length} breaches`);
    }
  } finally {
    await project.dispose();
  }
  return { figures: `${count} runs of ${TESTS} tests in ${WORKERS} workers`, breaches };
};

/** Rows in schema public, and sessions, after a run. */
async function leftovers(root: string): Promise<string[]> {
  const environment = { ...process.env, DATABASE_URL: undefined, MIGRATION_DATABASE_URL: undefined };
  const { migration } = await databaseUrls({ root, environment });
  const client = new Client({ connectionString: migration });
  await client.connect();
  const { rows } = await client.query<{ what: string }>(
    `SELECT 'session ' || usename AS what FROM pg_stat_activity WHERE usename ~ '_test_' AND pid <> pg_backend_pid()
     UNION ALL SELECT 'table ' || relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
     UNION ALL SELECT 'prepared ' || gid FROM pg_prepared_xacts`,
  );
  await client.end();
  await embeddedPostgres(root).stop();
  return rows.map(({ what }) => what);
}
