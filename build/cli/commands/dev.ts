import type { Command } from 'commander';
import { projectRoot } from '../project-root';

/** `prismosaic dev`: the application while it is being written. */
export function register(program: Command): void {
  program
    .command('dev')
    .description('serve the application, and reload it whenever code or a component schema is saved')
    .addHelpText(
      'after',
      `
Brings the database up (the embedded one unless DATABASE_URL names another), applies the migrations that are there, and
serves http://localhost:3000. What is broken is shown in the terminal and in the browser, and the last good server stays.
Ctrl-C ends it; the data stay.

Variables: PORT (3000), HOST, DATABASE_URL and MIGRATION_DATABASE_URL, DATABASE_CONNECT_TIMEOUT (60 s), from the
environment or .env; .env.example explains them.

Example: PORT=4000 npm run dev

Exit status: 0 it was ended, 1 it could not begin: no port, no database; 2 the call is wrong.`,
    )
    .action(async () => {
      const { dev } = await import('../../dev');
      process.exitCode = await dev({ root: projectRoot(process.cwd()), environment: process.env });
    });
}
