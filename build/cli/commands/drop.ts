import type { Command } from 'commander';

/** `prismosaic drop`: let the next migration drop the tables of a removed component. */
export function register(program: Command): void {
  program
    .command('drop')
    .description('let the next migration drop the tables of a removed component')
    .argument('<names...>', 'removed components, or only some of their models or tables')
    .addHelpText(
      'after',
      `
It only changes ownership.json beside the migrations. Commit both together.

Example: npx prismosaic drop reviews   # the component was removed; the next migration drops its tables

Exit status: 0 done, 1 the schemas have errors, 2 nothing with that name was removed.`,
    )
    .action(async (names: string[], _flags: object, command: Command) => {
      const { decideOn } = await import('../removal');
      await decideOn(names, 'drop', command);
    });
}
