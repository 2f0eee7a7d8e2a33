import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresServer } from '../../../testing/postgres-server';
import { type CommandResult, finished, type Project } from '../../../testing/project';
import { asleep, dropped, kill } from '../../../testing/victims';
import { type Bench, type Cell, expectResult } from '../../cell';

const command = 'shadow database';
const USER = 'model User {\n  id Int @id\n}\n';
/** Sleeps while the shadow database exists and is not yet to be dropped. */
const SLOW =
  'CREATE TABLE "User" (id int NOT NULL, CONSTRAINT "User_pkey" PRIMARY KEY (id)); SELECT pg_sleep(1);';
const ONE = '20200101000000_one';
const SHADOW = 'prisma_migrate_shadow%';
const DROPPING = `SELECT FROM pg_stat_activity WHERE query LIKE 'DROP DATABASE%' AND state = 'active'`;
const WAITING = 'Waiting for the database server to drop the shadow database';
const DEV = ['migrate', 'dev', '--name', 'x'];
const DIFF = ['migrate', 'diff', '--from-migrations', 'prisma/migrations', '--exit-code'];

export const cells: Cell[] = [
  {
    command,
    situation:
      'dropped slowly, 8 s, after a success: migrate dev and diff keep their status; nothing is left',
    anyServer: true,
    async run(bench) {
      const { server, project } = await ownProject(bench);
      const schema = ['--to-schema', 'prisma/schema.prisma'];
      const ways: [args: string[], status: number, ...texts: string[]][] = [
        [DEV, 0, 'now in sync'],
        [DEV, 0, 'Already in sync', WAITING],
        [[...DIFF, ...schema], 0, 'No difference', WAITING],
        [[...DIFF, '--to-empty'], 2, 'Removed tables'],
      ];
      for (const [args, status, ...texts] of ways) {
        expectResult(await heldUp(server, project, args), status, ...texts);
        await dropped(server, SHADOW);
      }
      const history = 'SELECT finished_at IS NOT NULL AS applied FROM _prisma_migrations';
      assert.deepEqual(await server.query('postgres', history), [{ applied: true }]);
    },
  },
  {
    command,
    situation: 'dropped slowly, and interrupted meanwhile: the server still drops it',
    anyServer: true,
    async run(bench) {
      const { server, project } = await ownProject(bench);
      const child = project.start(DEV);
      const end = finished(child);
      const release = await lockedOut(server);
      while ((await server.query('postgres', DROPPING)).length === 0) await pause(20);
      await kill('engine', child, server, 'postgres');
      await end;
      await pause(1_500);
      assert.equal((await server.query('postgres', DROPPING)).length, 1);
      await release();
      await dropped(server, SHADOW);
    },
  },
];

async function ownProject(bench: Bench): Promise<{ server: PostgresServer; project: Project }> {
  const server = await bench.ownServer();
  const project = bench.project(USER, { url: server.url('postgres') });
  project.migration(ONE, SLOW);
  return { server, project };
}

/** Waits for a shadow database in which a migration sleeps, and lets no database be dropped until it is released. */
async function lockedOut(server: PostgresServer): Promise<() => Promise<void>> {
  await asleep(server, SHADOW);
  const session = await server.connect('postgres');
  await session.query('BEGIN; LOCK TABLE pg_database IN SHARE MODE');
  return () => session.end();
}

/** Runs a command whose shadow database can't be dropped for 8 s. */
async function heldUp(server: PostgresServer, project: Project, args: string[]): Promise<CommandResult> {
  const child = project.start(args);
  const end = finished(child);
  const release = await lockedOut(server);
  await pause(8_000);
  await release();
  return end;
}
