import { setTimeout as pause } from 'node:timers/promises';
import { interrupt } from './interruption';
import type { PostgresServer } from './postgres-server';
import { isComplete, readProgress, slowProject } from './slow-deploy';
import { dropped, engineStarted, type Victim } from './victims';

const DEV = ['migrate', 'dev', '--name', 'more'];

/**
 * Starts a slow `migrate dev`, kills something while it runs, and looks at what is left.
 * @param after how many milliseconds after an engine was first started.
 * @throws Error when success was reported and not all is applied, anything is half applied, the hint of the next
 *   command does not help, or a shadow database is left after it.
 */
export async function interruptDev(
  server: PostgresServer,
  database: string,
  victim: Victim,
  after: number,
): Promise<number | null> {
  const project = slowProject(server.url(database), 0.1);
  try {
    const { status } = await interrupt(project, {
      server,
      database,
      victim,
      command: DEV,
      moment: (child) => engineStarted(child).then(() => pause(after)),
    });
    const next = await project.prisma(DEV);
    if (next.status !== 0) {
      if (!next.output.includes('prisma migrate reset'))
        throw new Error(`The next run does not say what to do:\n${next.output}`);
      await project.prisma(['migrate', 'reset', '--force']);
    }
    const last = await project.prisma(DEV);
    if (last.status !== 0 || !isComplete(await readProgress(server, database)))
      throw new Error(`It was not fixed:\n${next.output}\n${last.output}`);
    await dropped(server, 'prisma_migrate_shadow%');
    return status;
  } finally {
    project.remove();
  }
}
