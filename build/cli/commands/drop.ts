import type { Command } from 'commander';

/** `prismosaic drop`: say that the tables of a removed component may be dropped by the next migration. */
export function register(program: Command): void {
  program
    .command('drop')
    .description('say that the tables of a removed component may be dropped by the next migration')
    .argument('<names...>', 'removed components; or, for a part of one, models or tables')
    .addHelpText(
      'after',
      `
It changes nothing but ownership.json beside the migrations, which is committed with them.

Example: npx prismosaic drop reviews   # the component was removed; the next migration drops its tables

Exit status: 0 done, 1 the schemas have errors, 2 nothing of that name was removed.`,
    )
    .action(async (names: string[], _flags: object, command: Command) => {
      const { decideOn } = await import('../removal');
      await decideOn(names, 'drop', command);
    });
}
