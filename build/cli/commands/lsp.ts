import type { Command } from 'commander';
import { projectRoot } from '../../ground/project-root';

/** `prismosaic lsp`: for editors, not for people. */
export function register(program: Command): void {
  program
    .command('lsp')
    .description("the language server for editors: Prisma's, with the composer's errors")
    .option('--stdio', 'use stdin and stdout, the only transport')
    .action(async () => {
      const { serveEditor } = await import('../../editor/server/serve-editor');
      process.exitCode = await serveEditor({ root: projectRoot(process.cwd()), environment: process.env });
      // Stdin may still be open and would keep the process alive.
      process.stdin.destroy();
    });
}
