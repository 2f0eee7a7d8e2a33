import { setTimeout as pause } from 'node:timers/promises';
import { interrupt } from './interruption';
import type { PostgresServer } from './postgres-server';
import { isComplete, readProgress, slowProject } from './slow-deploy';
import { asleep, engineStarted, type Victim } from './victims';

/**
 * Starts a slow deploy, kills something while it runs, and looks at what is left.
 * @param after how many milliseconds after an engine was first started; without it, in the middle of a migration.
 * @returns the exit status, and what the next deploy printed.
 * @throws Error when success was reported and not all is applied, anything is half applied or left behind, or the
 *   hint of the next deploy does not help.
 */
export async function interruptDeploy(
  server: PostgresServer,
  database: string,
  victim: Victim,
  after?: number,
): Promise<{ status: number | null; next: string }> {
  const project = slowProject(server.url(database));
  try {
    const { status, progress } = await interrupt(project, {
      server,
      database,
      victim,
      command: ['migrate', 'deploy'],
      moment: (child) =>
        after === undefined ? asleep(server, database) : engineStarted(child).then(() => pause(after)),
    });
    await refuseLeftovers(server);
    const next = await project.prisma(['migrate', 'deploy']);
    for (const name of progress.failed) {
      if (!next.output.includes(`--rolled-back "${name}"`))
        throw new Error(`The next run does not say what to do:\n${next.output}`);
      await project.prisma(['migrate', 'resolve', '--rolled-back', name]);
    }
    if (progress.failed.length > 0) await project.prisma(['migrate', 'deploy']);
    if (!isComplete(await readProgress(server, database)))
      throw new Error(`The next run did not fix it:\n${next.output}`);
    return { status, next: next.output };
  } finally {
    project.remove();
  }
}

async function refuseLeftovers(server: PostgresServer): Promise<void> {
  const left = await server.query(
    'postgres',
    `SELECT datname FROM pg_database WHERE datname LIKE 'prisma_migrate_shadow%'`,
  );
  if (left.length > 0) throw new Error('A temporary database is left.');
}
