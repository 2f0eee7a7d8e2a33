import type { Command } from 'commander';
import { projectRoot } from '../../ground/project-root';

/** `prismosaic seed`: adds the application's first rows, as `prisma db seed` does. */
export function register(program: Command): void {
  program
    .command('seed')
    .description("add the application's first rows to the database: what `npx prisma db seed` runs")
    .addHelpText(
      'after',
      `
Runs the application with \`application.seedArgs\` of prismosaic.config.ts. An embedded database that has never been migrated is migrated first; any other needs
\`npx prisma migrate deploy\`.

Exit status: 0 done, 1 a seed or a step before it failed, 2 the arguments are wrong.`,
    )
    .action(async () => {
      const { seed } = await import('../../run/start');
      process.exitCode = await seed({ root: projectRoot(process.cwd()), environment: process.env });
    });
}
