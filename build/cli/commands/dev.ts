import type { Command } from 'commander';

/** `prismosaic dev`: the application while it is being written. */
export function register(program: Command): void {
  program
    .command('dev')
    .description('serve, and serve anew what is saved: code and component schemas')
    .action(async () => {
      const { dev } = await import('../../dev');
      process.exitCode = await dev({ root: process.cwd(), environment: process.env });
    });
}
