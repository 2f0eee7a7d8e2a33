import type { Command } from 'commander';
import type { InspectedComponent, Inspection } from '../../composer';
import { failureStatus } from '../exit-status';
import { printDiagnostics, printJson } from '../print';
import { projectRoot } from '../project-root';

/** `prismosaic list`: what the composer found, what it added, and what it did not take. */
export function register(program: Command): void {
  program
    .command('list')
    .description('show the components, what each owns, and what was ignored and why')
    .option('--relations', 'show the back-relations that the composer added instead')
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      '\nExample: npx prismosaic list --relations --json\n\nExit status: 0 done, 1 the schemas are at fault, 2 the call or prismosaic.config.ts is wrong.',
    )
    .action(async ({ relations, json }: { relations?: boolean; json?: boolean }) => {
      const root = projectRoot(process.cwd());
      const { Composer } = await import('../../composer');
      const composer = new Composer({ root });
      const { databases } = await composer.databases();
      const names = databases.length > 0 ? databases.map(({ name }) => name) : [undefined];
      const inspections = await Promise.all(names.map((database) => composer.inspect({ database })));
      const diagnostics = inspections.flatMap((inspection) => inspection.diagnostics);
      await printDiagnostics(root, diagnostics);
      if (json) {
        const shown = inspections.map((inspection) => (relations ? relationsOf(inspection) : inspection));
        printJson(shown.length === 1 ? shown[0] : shown);
      } else process.stdout.write(describeAll(inspections, relations ? describeRelations : describe));
      if (!relations && !json) process.stdout.write(describeIgnored(inspections));
      if (diagnostics.some(({ severity }) => severity === 'error'))
        process.exitCode = failureStatus(diagnostics);
    });
}

function relationsOf({ database, relations, diagnostics }: Inspection) {
  return { database, relations, diagnostics };
}

/** One database needs no heading. */
function describeAll(inspections: readonly Inspection[], show: (inspection: Inspection) => string): string {
  if (inspections.length === 1) return inspections.map(show).join('');
  return inspections.map((inspection) => `Database ${inspection.database}:\n${show(inspection)}`).join('\n');
}

function describe({ components, ignored }: Inspection): string {
  const rows = components.flatMap(rowsOf);
  if (rows.length > 0) return align([['COMPONENT', 'OWNS', 'FROM'], ...rows]);
  const advice =
    '  Write src/components/<name>/prisma/schema.prisma, and a component.module.ts beside prisma/.\n';
  return `There are no components yet.\n${ignored.length === 0 ? advice : ''}`;
}

function describeIgnored(inspections: readonly Inspection[]): string {
  const lines = inspections.flatMap(({ ignored }) =>
    ignored.map(({ path, reason }) => `  ${path} ${reason}\n`),
  );
  return lines.length === 0 ? '' : `\nIgnored:\n${[...new Set(lines)].join('')}`;
}

function rowsOf({ name, schema, folder, definitions }: InspectedComponent): string[][] {
  if (definitions.length === 0)
    return [[name, schema === undefined ? '(no schema)' : '(empty schema)', schema ?? folder]];
  return definitions.map((definition, index) => [
    index === 0 ? name : '',
    `${definition.kind} ${definition.name}`,
    `${definition.file}:${definition.line}`,
  ]);
}

function describeRelations({ relations }: Inspection): string {
  if (relations.length === 0) return 'The composer added no back-relation: every opposite is written.\n';
  const rows = relations.map(({ model, field, type, component, opposite }) => [
    `${model}.${field}`,
    type,
    component,
    `${opposite.model}.${opposite.field}`,
    `${opposite.file}:${opposite.line}`,
  ]);
  return align([['ADDED', 'TYPE', 'TO', 'OPPOSITE OF', 'FROM'], ...rows]);
}

function align(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return `${rows.map(line).join('\n')}\n`;
}
