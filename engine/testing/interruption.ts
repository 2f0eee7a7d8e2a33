import type { PostgresServer } from './postgres-server';
import { finished, type Project } from './project';
import { isComplete, type Progress, readProgress } from './slow-deploy';
import { kill, settled, type Victim } from './victims';

/** A command on a slow project, what is killed while it runs, and when. */
export interface Interruption {
  server: PostgresServer;
  database: string;
  victim: Victim;
  command: string[];
  /** Returns when it is time. */
  moment(child: ReturnType<Project['start']>): Promise<void>;
}

/**
 * Runs it, and looks at what is left once the server has settled. @throws Error when success was reported and not all
 * is applied.
 */
export async function interrupt(
  project: Project,
  { server, database, victim, command, moment }: Interruption,
): Promise<{ status: number | null; progress: Progress }> {
  const child = project.start(command);
  const end = finished(child);
  await moment(child);
  await kill(victim, child, server, database);
  const { status, output } = await end;
  if (victim === 'server') await server.launch();
  await settled(server, database);
  const progress = await readProgress(server, database);
  if (status === 0 && !isComplete(progress))
    throw new Error(`Success was reported, but not all is applied:\n${output}`);
  return { status, progress };
}
