import type { Command } from 'commander';
import { projectRoot } from '../project-root';

/** `prismosaic lsp`: for editors, not for people. */
export function register(program: Command): void {
  program
    .command('lsp')
    .description("the language server for editors: Prisma's, with the composer's errors")
    .option('--stdio', 'speak over stdin and stdout; there is no other way')
    .action(async () => {
      const { serveEditor } = await import('../../editor/server/serve-editor');
      process.exitCode = await serveEditor({ root: projectRoot(process.cwd()), environment: process.env });
      // Stdin may be open still, and nobody reads it any more.
      process.stdin.destroy();
    });
}
