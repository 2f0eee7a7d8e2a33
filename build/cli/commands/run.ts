import type { Command } from 'commander';
import { projectRoot } from '../../ground/project-root';

/** `prismosaic run`: runs a command with the project's databases. */
export function register(program: Command): void {
  program
    .command('run')
    .description('run a command with the database, and compose whenever a component schema is saved')
    .argument('<command...>', 'a program of the project, and its arguments')
    .passThroughOptions()
    .allowUnknownOption()
    .addHelpText(
      'after',
      `
For applications whose builder has no plugin, such as Nest's tsc and swc. Starts the database (the embedded one unless
DATABASE_URL names another), composes the schemas, and sets DATABASE_URL for the command. With \`nest start --watch\` each
saved schema is one restart.

Example: npx prismosaic run nest start --watch

Exit status: the command's; 1 when there is no database, or the schemas have errors at the beginning.`,
    )
    .action(async (command: string[]) => {
      const { runCommand } = await import('../../run/command/run-command');
      const root = projectRoot(process.cwd());
      process.exitCode = await runCommand({ root, environment: process.env, command });
    });
}
