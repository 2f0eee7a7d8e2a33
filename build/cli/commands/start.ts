import type { Command } from 'commander';
import { projectRoot } from '../project-root';

/** `prismosaic start`: the application as a new user first meets it, database included. */
export function register(program: Command): void {
  program
    .command('start')
    .description('build what is stale, bring up the database, migrate it, and serve')
    .action(async () => {
      const { start } = await import('../../start');
      process.exitCode = await start({ root: projectRoot(process.cwd()), environment: process.env });
    });
}
