import assert from 'node:assert/strict';
import { type Cell, expectResult } from '../../cell';

const command = 'migrate deploy';
const ONE = '20200101000000_one';

/** What a first deploy creates, so that the two do not also wait for that. */
const HISTORY = `CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL,
  finished_at timestamptz, migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`;

export const cells: Cell[] = [
  {
    command,
    situation: 'four at once: each migration once',
    async run(bench) {
      const projects = [1, 2, 3, 4].map(() => {
        const project = bench.project('');
        for (const at of [1, 2, 3])
          project.migration(`2020010${at}000000_m`, `CREATE TABLE t${at} (id int);`);
        return project;
      });
      const results = await Promise.all(projects.map((project) => project.prisma(['migrate', 'deploy'])));
      for (const result of results) expectResult(result, 0);
      assert.equal((await bench.history()).length, 3);
      assert.equal((await bench.tables()).length, 3);
    },
  },
  {
    command,
    situation: 'CREATE INDEX CONCURRENTLY while another deploy waits: no deadlock',
    async run(bench) {
      await bench.query('CREATE TABLE big (id int)');
      const project = () => {
        const made = bench.project('');
        made.migration(ONE, 'CREATE INDEX CONCURRENTLY big_id ON big (id);');
        return made;
      };
      expectResult(await bench.project('').prisma(['db', 'execute', '--stdin'], { input: HISTORY }), 0);
      // The index waits for this transaction; meanwhile the second deploy comes to wait for the first one's lock.
      const release = await bench.hold('BEGIN; INSERT INTO big VALUES (1)');
      const first = project().prisma(['migrate', 'deploy']);
      await bench.seen(`query LIKE '%CONCURRENTLY%' AND wait_event_type = 'Lock'`);
      const second = project().prisma(['migrate', 'deploy']);
      await bench.seen(`query LIKE 'SELECT pg%advisory_lock(72707369)%'`);
      await release();
      for (const result of await Promise.all([first, second])) expectResult(result, 0);
      const valid = await bench.query(
        `SELECT 1 FROM pg_index WHERE indexrelid = 'big_id'::regclass AND indisvalid`,
      );
      assert.equal(valid.length, 1);
      assert.deepEqual(await bench.history(), [ONE]);
    },
  },
  {
    command,
    situation: 'PRISMA_SCHEMA_DISABLE_ADVISORY_LOCK: does not wait for the lock',
    async run(bench) {
      const project = bench.project('');
      project.migration(
        ONE,
        `CREATE TABLE one AS SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 72707369 AND pid = pg_backend_pid();`,
      );
      expectResult(
        await project.prisma(['migrate', 'deploy'], {
          environment: { PRISMA_SCHEMA_DISABLE_ADVISORY_LOCK: '1' },
        }),
        0,
      );
      assert.deepEqual(await bench.query('SELECT count::int FROM one'), [{ count: 0 }]);
    },
  },
  {
    command,
    situation: 'another session holds the lock: P1002',
    async run(bench) {
      const project = bench.project('');
      project.migration(ONE, 'CREATE TABLE one (id int);');
      const release = await bench.hold('SELECT pg_advisory_lock(72707369)');
      expectResult(await project.prisma(['migrate', 'deploy']), 1, 'P1002', 'advisory lock');
      assert.deepEqual(await bench.tables(), []);
      await release();
    },
  },
];
