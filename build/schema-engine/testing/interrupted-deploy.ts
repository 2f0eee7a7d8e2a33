import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresServer } from './postgres-server';
import { finished } from './project';
import { isComplete, readProgress, slowProject } from './slow-deploy';
import { asleep, engineStarted, kill, settled, type Victim } from './victims';

/**
 * Starts a slow deploy, kills something while it runs, and looks at what is left.
 * @param after how many milliseconds after an engine was first started; without it, in the middle of a migration.
 * @returns the exit status, and what the next deploy printed.
 * @throws Error when success was reported for what is not there, anything is half there or left behind, or the way
 * that the next deploy shows does not lead to the end.
 */
export async function interruptDeploy(
  server: PostgresServer,
  database: string,
  victim: Victim,
  after?: number,
): Promise<{ status: number | null; next: string }> {
  const project = slowProject(server.url(database));
  try {
    const child = project.start(['migrate', 'deploy']);
    const end = finished(child);
    if (after === undefined) await asleep(server, database);
    else await engineStarted(child).then(() => pause(after));
    await kill(victim, child, server, database);
    const { status, output } = await end;
    if (victim === 'server') await server.launch();
    await settled(server, database);
    const progress = await readProgress(server, database);
    if (status === 0 && !isComplete(progress))
      throw new Error(`Success was reported, and it is not so:\n${output}`);
    await refuseLeftovers(server);
    const next = await project.prisma(['migrate', 'deploy']);
    for (const name of progress.failed) {
      if (!next.output.includes(`--rolled-back "${name}"`))
        throw new Error(`The next run does not say what to do:\n${next.output}`);
      await project.prisma(['migrate', 'resolve', '--rolled-back', name]);
    }
    if (progress.failed.length > 0) await project.prisma(['migrate', 'deploy']);
    if (!isComplete(await readProgress(server, database)))
      throw new Error(`The next run did not heal it:\n${next.output}`);
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
