import type { Command } from 'commander';
import type { InspectedComponent, Inspection } from '../../composer';
import { printDiagnostics, printJson } from '../print';
import { projectRoot } from '../project-root';

/** `prismosaic list`: what the composer found, what it added, and what it did not take. */
export function register(program: Command): void {
  program
    .command('list')
    .description('show the components, what each owns, and what was ignored and why')
    .option('--relations', 'show the back-relations that the composer added instead')
    .option('--json', 'print it as JSON')
    .action(async ({ relations, json }: { relations?: boolean; json?: boolean }) => {
      const root = projectRoot(process.cwd());
      const { Composer } = await import('../../composer');
      const inspection = await new Composer({ root }).inspect();
      await printDiagnostics(root, inspection.diagnostics);
      const { database, relations: added, diagnostics } = inspection;
      if (json) printJson(relations ? { database, relations: added, diagnostics } : inspection);
      else process.stdout.write(relations ? describeRelations(inspection) : describe(inspection));
      if (inspection.diagnostics.some(({ severity }) => severity === 'error')) process.exitCode = 1;
    });
}

function describe({ components, ignored }: Inspection): string {
  if (components.length === 0 && ignored.length === 0) {
    return 'There are no components yet.\n  Write src/components/<name>/prisma/schema.prisma, and a component.module.ts beside prisma/.\n';
  }
  const rows = components.flatMap(rowsOf);
  const table =
    rows.length > 0 ? align([['COMPONENT', 'OWNS', 'FROM'], ...rows]) : 'There are no components yet.\n';
  if (ignored.length === 0) return table;
  return `${table}\nIgnored:\n${ignored.map(({ path, reason }) => `  ${path} ${reason}\n`).join('')}`;
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
