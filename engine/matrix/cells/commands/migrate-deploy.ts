import assert from 'node:assert/strict';
import { type Cell, expectResult } from '../../cell';

const command = 'migrate deploy';
const ONE = '20200101000000_one';
const TWO = '20200102000000_two';

export const cells: Cell[] = [
  {
    command,
    situation: 'two migrations, then none',
    async run(bench) {
      const project = bench.project('');
      project.migration(ONE, 'CREATE TABLE one (id int);');
      project.migration(TWO, 'CREATE TABLE two (id int);');
      expectResult(
        await project.prisma(['migrate', 'deploy']),
        0,
        ONE,
        TWO,
        'All migrations have been successfully applied',
      );
      assert.deepEqual(await bench.history(), [ONE, TWO]);
      assert.deepEqual(await bench.tables(), ['public.one', 'public.two']);
      expectResult(await project.prisma(['migrate', 'deploy']), 0, 'No pending migrations');
    },
  },
  {
    command,
    situation: 'no migrations directory',
    async run(bench) {
      const project = bench.project('');
      expectResult(await project.prisma(['migrate', 'deploy']), 0, 'No migration found');
      assert.deepEqual(await bench.tables(), []);
    },
  },
  {
    command,
    situation: 'a migration fails: P3018 with the line; then P3009; resolved; applied',
    async run(bench) {
      const project = bench.project('');
      project.migration(ONE, 'CREATE TABLE one (id int);');
      project.migration(
        TWO,
        'CREATE TABLE two (id int);\n\nINSERT INTO two VALUES (1);\nINSERT INTO nowhere VALUES (1);\n',
      );
      expectResult(
        await project.prisma(['migrate', 'deploy']),
        1,
        'P3018',
        `Migration name: ${TWO}`,
        'Database error code: 42P01',
        'relation "nowhere" does not exist',
        '4 INSERT INTO nowhere VALUES (1);',
      );
      assert.deepEqual(await bench.tables(), ['public.one']);
      assert.deepEqual(await bench.history(), [ONE, `${TWO}!`]);
      expectResult(
        await project.prisma(['migrate', 'deploy']),
        1,
        'P3009',
        TWO,
        `resolve --rolled-back "${TWO}"`,
      );
      expectResult(await project.prisma(['migrate', 'resolve', '--rolled-back', TWO]), 0);
      project.migration(TWO, 'CREATE TABLE two (id int);');
      expectResult(await project.prisma(['migrate', 'deploy']), 0, TWO);
      assert.deepEqual(await bench.history(), [ONE, `${TWO}-`, TWO]);
    },
  },
  {
    command,
    situation: 'tables and no history: P3005',
    async run(bench) {
      await bench.query('CREATE TABLE stranger (id int)');
      const project = bench.project('');
      project.migration(ONE, 'CREATE TABLE one (id int);');
      expectResult(await project.prisma(['migrate', 'deploy']), 1, 'P3005');
      assert.deepEqual(await bench.tables(), ['public.stranger']);
    },
  },
  {
    command,
    situation: 'another provider in the lock file: P3019',
    async run(bench) {
      const project = bench.project('');
      project.migration(ONE, 'CREATE TABLE one (id int);');
      project.write('prisma/migrations/migration_lock.toml', 'provider = "mysql"\n');
      expectResult(await project.prisma(['migrate', 'deploy']), 1, 'P3019', '`mysql`');
      assert.deepEqual(await bench.tables(), []);
    },
  },
  {
    command,
    situation: 'the database does not exist: it is created',
    async run(bench) {
      const database = `${bench.database}_new`;
      const project = bench.project('', { url: bench.server.url(database, 'schema=app') });
      project.migration(ONE, 'CREATE TABLE one (id int);');
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
      assert.equal((await bench.server.query(database, 'SELECT * FROM app.one')).length, 0);
    },
  },
  {
    command,
    situation: 'a script that leaves a transaction open: P3018, everything is rolled back',
    async run(bench) {
      const project = bench.project('');
      project.migration(ONE, 'BEGIN;\nCREATE TABLE one (id int);\n');
      expectResult(await project.prisma(['migrate', 'deploy']), 1, 'P3018', 'Add the missing COMMIT');
      assert.deepEqual(await bench.tables(), []);
      assert.deepEqual(await bench.history(), [`${ONE}!`]);
    },
  },
  {
    command,
    situation: "a script with its own transactions, and one that changes the session (pg_dump's)",
    async run(bench) {
      const project = bench.project('');
      project.migration(ONE, 'BEGIN;\nCREATE TABLE one (id int);\nCOMMIT;\nCREATE TABLE two (id int);');
      project.migration(
        TWO,
        `SELECT pg_catalog.set_config('search_path', '', false);\nSET datestyle TO german;\nCREATE TABLE public.three (id int);`,
      );
      project.migration('20200103000000_three', 'CREATE TABLE four (id int);');
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
      assert.deepEqual(await bench.history(), [ONE, TWO, '20200103000000_three']);
      assert.deepEqual(await bench.tables(), ['public.four', 'public.one', 'public.three', 'public.two']);
    },
  },
];
