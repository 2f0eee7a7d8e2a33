import type { Command } from 'commander';
import { projectRoot } from '../project-root';

/** `prismosaic seed`: adds the components' first rows, as `prisma db seed` and `start` do. */
export function register(program: Command): void {
  program
    .command('seed')
    .description("add the components' first rows to the database: what `npx prisma db seed` runs")
    .addHelpText(
      'after',
      `
Runs the \`seed\` of each src/components/<name>/component.meta.ts. A seed adds rows only where there are none, so you
can run it again. An embedded database that has never been migrated is migrated first; any other needs
\`npx prisma migrate deploy\`.

Exit status: 0 done, 1 a seed or a step before it failed, 2 the arguments are wrong.`,
    )
    .action(async () => {
      const { seed } = await import('../../start');
      process.exitCode = await seed({ root: projectRoot(process.cwd()), environment: process.env });
    });
}
