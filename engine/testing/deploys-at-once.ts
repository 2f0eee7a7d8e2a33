import type { PostgresServer } from './postgres-server';
import { isComplete, readProgress, slowProject } from './slow-deploy';

/**
 * Deploys the same migrations as many times at once.
 * @throws Error when one of them fails, or a migration is applied twice or not at all.
 */
export async function deployAtOnce(server: PostgresServer, database: string, count: number): Promise<void> {
  const projects = Array.from({ length: count }, () => slowProject(server.url(database), 0.01));
  try {
    const results = await Promise.all(projects.map((project) => project.prisma(['migrate', 'deploy'])));
    const failed = results.find(({ status }) => status !== 0);
    if (failed !== undefined) throw new Error(`A deploy failed:\n${failed.output}`);
    if (!isComplete(await readProgress(server, database))) throw new Error('Not all migrations are applied.');
    const begun = await server.query(database, 'SELECT 1 FROM _prisma_migrations');
    if (begun.length !== 3) throw new Error(`${begun.length} migrations were started, not 3.`);
  } finally {
    for (const project of projects) project.remove();
  }
}
