import type { Command } from 'commander';
import { projectRoot } from '../../ground/project-root';

/** `prismosaic dev`: serves the application during development. */
export function register(program: Command): void {
  program
    .command('dev')
    .description('serve the application, and reload it whenever code or a component schema is saved')
    .addHelpText(
      'after',
      `
Starts the database (the embedded one unless DATABASE_URL names another), applies the existing migrations, and serves
http://localhost:3000. Errors are shown in the terminal and in the browser, and the last good server stays.
Ctrl-C stops it; the data stays.

Variables: PORT (3000), HOST, DATABASE_URL and MIGRATION_DATABASE_URL, DATABASE_CONNECT_TIMEOUT (60 s), from the
environment or .env; .env.example explains them.

Example: PORT=4000 npm run dev

Exit status: 0 it was stopped, 1 it could not start: no port, no database; 2 the arguments are wrong.`,
    )
    .action(async () => {
      const { dev } = await import('../../run/dev');
      process.exitCode = await dev({ root: projectRoot(process.cwd()), environment: process.env });
    });
}
