import type { Command } from 'commander';

/** `prismosaic detach`: keep the tables of a removed component, and have all migrations leave them alone. */
export function register(program: Command): void {
  program
    .command('detach')
    .description('keep the tables of a removed component, and have all migrations leave them alone')
    .argument('<names...>', 'removed components; or, for a part of one, models or tables')
    .addHelpText(
      'after',
      `
It changes nothing but ownership.json beside the migrations, which is committed with them.

Example: npx prismosaic detach reviews   # the component was removed; its tables and rows stay

Exit status: 0 done, 1 the schemas have errors, 2 nothing of that name was removed.`,
    )
    .action(async (names: string[], _flags: object, command: Command) => {
      const { decideOn } = await import('../removal');
      await decideOn(names, 'keep', command);
    });
}
