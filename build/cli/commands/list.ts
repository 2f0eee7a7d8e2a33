import type { Command } from 'commander';
import { announceSlow } from '../../ground/announce-slow';
import { projectRoot } from '../../ground/project-root';
import { failureStatus } from '../exit-status';
import { describeInspection, describeRelations } from '../inspection';
import { printDiagnostics, printJson } from '../print';

/** `prismosaic list`: what the composer found, what it added, what was removed, and what it ignored. */
export function register(program: Command): void {
  program
    .command('list')
    .description(
      'show the components, what each owns and adds, what was removed, and what was ignored and why',
    )
    .option('--relations', 'show the back-relations that the composer added instead')
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      '\nExample: npx prismosaic list --relations --json\n\nExit status: 0 done, 1 the schemas have errors, 2 the arguments or prismosaic.config.ts are wrong.',
    )
    .action(async ({ relations, json }: { relations?: boolean; json?: boolean }) => {
      const root = projectRoot(process.cwd());
      const { Composer } = await import('../../composer');
      const composer = new Composer({ root });
      const { databases } = await composer.databases();
      const names = databases.length > 0 ? databases.map(({ name }) => name) : [undefined];
      const inspections = await announceSlow('Composing', () =>
        Promise.all(names.map((database) => composer.inspect({ database }))),
      );
      const diagnostics = inspections.flatMap((inspection) => inspection.diagnostics);
      await printDiagnostics(root, diagnostics);
      if (json) {
        const shown = inspections.map((inspection) =>
          relations
            ? { database: inspection.database, relations: inspection.relations, diagnostics }
            : inspection,
        );
        printJson(shown.length === 1 ? shown[0] : shown);
      } else process.stdout.write((relations ? describeRelations : describeInspection)(inspections));
      if (diagnostics.some(({ severity }) => severity === 'error'))
        process.exitCode = failureStatus(diagnostics);
    });
}
