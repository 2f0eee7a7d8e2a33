import assert from 'node:assert/strict';
import { type Cell, expectResult } from '../../cell';

const ONE = '20200101000000_one';
const TWO = '20200102000000_two';
const resolve = 'migrate resolve';

export const cells: Cell[] = [
  {
    command: resolve,
    situation: '--applied: recorded and not run; again: P3008; unknown: P3017',
    async run(bench) {
      const project = bench.project('');
      project.migration(ONE, 'CREATE TABLE one (id int);');
      expectResult(await project.prisma(['migrate', 'resolve', '--applied', ONE]), 0, 'marked as applied');
      assert.deepEqual(await bench.history(), [ONE]);
      assert.deepEqual(await bench.tables(), []);
      expectResult(await project.prisma(['migrate', 'resolve', '--applied', ONE]), 1, 'P3008');
      expectResult(await project.prisma(['migrate', 'resolve', '--applied', 'unknown']), 1, 'P3017');
    },
  },
  {
    command: resolve,
    situation: '--rolled-back: unknown: P3011; applied: P3012',
    async run(bench) {
      const project = bench.project('');
      project.migration(ONE, 'CREATE TABLE one (id int);');
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
      expectResult(await project.prisma(['migrate', 'resolve', '--rolled-back', 'unknown']), 1, 'P3011');
      expectResult(await project.prisma(['migrate', 'resolve', '--rolled-back', ONE]), 1, 'P3012');
      assert.deepEqual(await bench.history(), [ONE]);
    },
  },
  {
    command: 'migrate reset',
    situation: '--force: data removed, migrations applied',
    async run(bench) {
      const project = bench.project('');
      project.migration(ONE, 'CREATE TABLE one (id int);');
      await bench.query('CREATE TABLE stranger (id int)');
      expectResult(
        await project.prisma(['migrate', 'reset', '--force']),
        0,
        'Database reset successful',
        ONE,
      );
      assert.deepEqual(await bench.tables(), ['public.one']);
      assert.deepEqual(await bench.history(), [ONE]);
    },
  },
  {
    command: 'migrate reset',
    situation: 'no --force and no terminal: refuses',
    async run(bench) {
      await bench.query('CREATE TABLE precious (id int)');
      expectResult(await bench.project('').prisma(['migrate', 'reset']), 1, '--force');
      assert.deepEqual(await bench.tables(), ['public.precious']);
    },
  },
  {
    command: 'migrate reset',
    situation: 'only the schema of the URL, whose name has quotes',
    async run(bench) {
      await bench.query('CREATE TABLE precious (id int)');
      const project = bench.project('', {
        url: bench.url(`schema=${encodeURIComponent('my "odd" schema')}`),
      });
      project.migration(ONE, 'CREATE TABLE one (id int);');
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
      expectResult(await project.prisma(['migrate', 'reset', '--force']), 0);
      assert.deepEqual(await bench.tables(), ['my "odd" schema.one', 'public.precious']);
      assert.deepEqual(await bench.history('my "odd" schema'), [ONE]);
    },
  },
  {
    command: 'migrate status',
    situation: 'no history yet: 1; pending: 1; up to date: 0',
    async run(bench) {
      const project = bench.project('');
      project.migration(ONE, 'CREATE TABLE one (id int);');
      expectResult(await project.prisma(['migrate', 'status']), 1, ONE);
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
      expectResult(await project.prisma(['migrate', 'status']), 0, 'up to date');
      project.migration(TWO, 'CREATE TABLE two (id int);');
      expectResult(await project.prisma(['migrate', 'status']), 1, TWO, 'not yet been applied');
      assert.deepEqual(await bench.tables(), ['public.one']);
    },
  },
  {
    command: 'migrate status',
    situation: 'failed, and diverged: 1',
    async run(bench) {
      const project = bench.project('');
      project.migration(ONE, 'SELECT 1/0;');
      expectResult(await project.prisma(['migrate', 'deploy']), 1, 'P3018');
      expectResult(await project.prisma(['migrate', 'status']), 1, 'have failed', ONE);
      await bench.query(`UPDATE _prisma_migrations SET finished_at = now(), migration_name = 'lost'`);
      expectResult(await project.prisma(['migrate', 'status']), 1, 'lost');
    },
  },
];
