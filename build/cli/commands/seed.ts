import type { Command } from 'commander';
import { projectRoot } from '../project-root';

/** `prismosaic seed`: the first rows of the components, as `prisma db seed` and `start` put them. */
export function register(program: Command): void {
  program
    .command('seed')
    .description("put the components' first rows into the database: what `npx prisma db seed` runs")
    .addHelpText(
      'after',
      `
Runs the \`seed\` of each src/components/<name>/component.meta.ts. A seed puts its rows only where there are none, so it
can be run again. An embedded database that has never been migrated is migrated first; any other needs
\`npx prisma migrate deploy\`.

Exit status: 0 done, 1 a seed or what comes before it failed, 2 the call is wrong.`,
    )
    .action(async () => {
      const { seed } = await import('../../start');
      process.exitCode = await seed({ root: projectRoot(process.cwd()), environment: process.env });
    });
}
