import type { Command } from 'commander';
import { projectRoot } from '../project-root';

/** `prismosaic dev`: the application while it is being written. */
export function register(program: Command): void {
  program
    .command('dev')
    .description('serve, and serve anew what is saved: code and component schemas')
    .action(async () => {
      const { dev } = await import('../../dev');
      process.exitCode = await dev({ root: projectRoot(process.cwd()), environment: process.env });
    });
}
