import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import { projectRoot } from '../../ground/project-root';
import { prismaProgram } from '../../prisma-cli/prisma-command';

/** `prismosaic prisma <database> -- <args>`: Prisma's own command line with the database's configuration. */
export function register(program: Command): void {
  program
    .command('prisma')
    .description("run Prisma's command line for one of the project's databases")
    .usage('<database> -- <prisma arguments...>')
    .argument('<database>', 'its name in prismosaic.config.ts')
    .argument('[arguments...]', "the arguments for Prisma's command line, after `--`")
    .addHelpText(
      'after',
      `
Example: npx prismosaic prisma inventory -- migrate dev --name add-stock
is the same as npx prisma migrate dev --name add-stock --config prisma/inventory/prisma.config.ts

Exit status: that of Prisma's command line; 2 when there is no such database.`,
    )
    .action(async (database: string, args: string[], _flags: object, command: Command) => {
      const root = projectRoot(process.cwd());
      const { Composer } = await import('../../composer');
      const { databases, diagnostics } = await new Composer({ root }).databases();
      if (diagnostics.length > 0) {
        const { printDiagnostics } = await import('../print');
        await printDiagnostics(root, diagnostics);
        process.exitCode = 2;
      } else if (databases.some(({ name }) => name === database)) {
        process.exitCode = await runPrisma(root, database, args);
      } else {
        const known = databases.map(({ name }) => name).join(', ');
        command.error(`error: there is no database called "${database}"; available: ${known}`, {
          exitCode: 2,
        });
      }
    });
}

/** Returns the exit code that a shell would report. */
async function runPrisma(root: string, database: string, args: readonly string[]): Promise<number> {
  const cli = prismaProgram(root);
  // Prisma finds that of the first database itself: it may be called prisma7.config.ts.
  const config =
    database === 'default' ? [] : ['--config', path.join('prisma', database, 'prisma.config.ts')];
  const child = spawn(process.execPath, [cli, ...args, ...config], { cwd: root, stdio: 'inherit' });
  // A terminal signals the whole group; a supervisor signals only this process, and Prisma must not outlive it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
  });
}
