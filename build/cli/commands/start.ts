import type { Command } from 'commander';
import { projectRoot } from '../../ground/project-root';

/** `prismosaic start`: from a fresh clone to a served page, database included. */
export function register(program: Command): void {
  program
    .command('start')
    .description('build what is out of date, start the database, migrate it, and serve')
    .addHelpText(
      'after',
      `
From a fresh clone to a served page: database (the embedded one unless DATABASE_URL names another), schemas and client,
bundle, migrations, the components' first rows, server. It skips what is up to date. Ctrl-C stops it; the data stays.

Variables: PORT (3000), HOST, DATABASE_URL and MIGRATION_DATABASE_URL, DATABASE_CONNECT_TIMEOUT (60 s), from the
environment or .env; .env.example explains them.

Example: PORT=4000 npm start

Exit status: 0 it was stopped, 1 a step failed or the server exited, 2 the arguments are wrong.`,
    )
    .action(async () => {
      const { start } = await import('../../run/start');
      process.exitCode = await start({ root: projectRoot(process.cwd()), environment: process.env });
    });
}
