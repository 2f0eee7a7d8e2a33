import type { Command } from 'commander';

/** `prismosaic drop`: say that the tables of a component that is gone may be dropped by the next migration. */
export function register(program: Command): void {
  program
    .command('drop')
    .description('say that the tables of a component that is gone may be dropped by the next migration')
    .argument('<names...>', 'components; or, for a part of what one had, models or tables')
    .addHelpText(
      'after',
      `
It changes nothing but ownership.json beside the migrations, which is committed with them.

Example: npx prismosaic drop reviews   # the component is gone; the next migration drops its tables

Exit status: 0 done, 1 the schemas are at fault, 2 nothing of that name is gone.`,
    )
    .action(async (names: string[], _flags: object, command: Command) => {
      const { decideOn } = await import('../removal');
      await decideOn(names, 'drop', command);
    });
}
