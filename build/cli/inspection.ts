import type { InspectedComponent, Inspection } from '../composer';
import { oneLine } from '../diagnostics/visible';

/** Describes for a terminal what each database has, and what was ignored. */
export function describeInspection(inspections: readonly Inspection[]): string {
  const parts = [componentsOf, extensionsOf, removedOf];
  const describe = (inspection: Inspection): string =>
    parts
      .map((part) => part(inspection))
      .filter((text) => text !== '')
      .join('\n');
  return describeAll(inspections, describe) + ignoredOf(inspections);
}

/** The back-relations that the composer added to each database. */
export function describeRelations(inspections: readonly Inspection[]): string {
  return describeAll(inspections, relationsOf);
}

/** One database needs no heading. */
function describeAll(inspections: readonly Inspection[], show: (inspection: Inspection) => string): string {
  if (inspections.length === 1) return inspections.map(show).join('');
  return inspections.map((inspection) => `Database ${inspection.database}:\n${show(inspection)}`).join('\n');
}

function componentsOf({ components, ignored }: Inspection): string {
  const rows = components.flatMap(rowsOf);
  if (rows.length > 0) return align([['COMPONENT', 'OWNS', 'FROM'], ...rows]);
  const advice =
    '  Write src/components/<name>/prisma/schema.prisma, and a component.module.ts beside prisma/.\n';
  return `There are no components yet.\n${ignored.length === 0 ? advice : ''}`;
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

function extensionsOf({ extensions }: Inspection): string {
  const rows = extensions.map(({ component, kind, name, owner, members, file, line }) => [
    component,
    members.join(', '),
    `${kind} ${name} of ${owner}`,
    `${file}:${line}`,
  ]);
  return rows.length === 0 ? '' : align([['COMPONENT', 'ADDS', 'TO', 'FROM'], ...rows]);
}

function removedOf({ removed }: Inspection): string {
  const rows = removed.map(({ name, kind, owners, decision }) => [
    name,
    kind === 'enum' ? 'type' : 'table',
    owners.join(', ') || '(unknown)',
    { keep: 'kept: `detach`', drop: 'dropped by the next migration: `drop`', none: undecided(kind) }[
      decision ?? 'none'
    ],
  ]);
  return rows.length === 0 ? '' : align([['REMOVED', 'STILL THERE', 'OWNED BY', 'WHAT HAPPENS'], ...rows]);
}

function undecided(kind: string): string {
  return kind === 'enum' ? 'dropped by the next migration' : 'undecided: `npx prismosaic detach` or `drop`';
}

function ignoredOf(inspections: readonly Inspection[]): string {
  const lines = inspections.flatMap(({ ignored }) =>
    ignored.map(({ path, reason }) => `  ${oneLine(path)} ${reason}\n`),
  );
  return lines.length === 0 ? '' : `\nIgnored:\n${[...new Set(lines)].join('')}`;
}

function relationsOf({ relations }: Inspection): string {
  if (relations.length === 0)
    return 'The composer added no back-relations: all relations have both sides in the schemas.\n';
  const rows = relations.map(({ model, field, type, component, opposite }) => [
    `${model}.${field}`,
    type,
    component,
    `${opposite.model}.${opposite.field}`,
    `${opposite.file}:${opposite.line}`,
  ]);
  return align([['ADDED', 'TYPE', 'TO', 'OPPOSITE OF', 'FROM'], ...rows]);
}

/** Folder names may hold control characters, so each cell is made safe for the terminal. */
function align(rows: readonly string[][]): string {
  const shown = rows.map((row) => row.map(oneLine));
  const widths = (shown[0] ?? []).map((_, column) =>
    Math.max(...shown.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return `${shown.map(line).join('\n')}\n`;
}
