import type { Command } from 'commander';

/** `prismosaic detach`: keep the tables of a removed component, and make all migrations ignore them. */
export function register(program: Command): void {
  program
    .command('detach')
    .description('keep the tables of a removed component, and make all migrations ignore them')
    .argument('<names...>', 'removed components, or only some of their models or tables')
    .addHelpText(
      'after',
      `
It only changes ownership.json beside the migrations. Commit both together.

Example: npx prismosaic detach reviews   # the component was removed; its tables and rows stay

Exit status: 0 done, 1 the schemas have errors, 2 nothing with that name was removed.`,
    )
    .action(async (names: string[], _flags: object, command: Command) => {
      const { decideOn } = await import('../removal');
      await decideOn(names, 'keep', command);
    });
}
