import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Asked } from './review';
import type { RemovedTable } from './table';
import { waysOut } from './ways-out';

export interface DiagnoseOptions extends Pick<Diagnostic, 'severity'> {
  /** The database's name. */
  database: string;
  asked: Asked;
  /** The record, relative to the root. */
  file: string;
}

/** Returns a diagnostic for each component with undecided removed tables, and for each removed relation. */
export function diagnose(open: readonly RemovedTable[], options: DiagnoseOptions): Diagnostic[] {
  const { database, asked, file, severity } = options;
  const groups = new Map<string, RemovedTable[]>();
  for (const table of open) {
    const key = groupOf(table, open, asked.components);
    groups.set(key, [...(groups.get(key) ?? []), table]);
  }
  const where = database === 'default' ? '' : ` (database "${database}")`;
  return [...groups.values()].map((tables) => {
    const names = tables.map(({ name }) => name).join(', ');
    const owner = ownerOf(tables, asked.components);
    return {
      severity,
      code: 'REMOVED_TABLES',
      message: `${begin(tables, owner, asked.components)}: the next migration would drop ${names}${where} with all rows.`,
      file,
      hint: waysOut(tables, owner, asked),
    };
  });
}

/** Groups a join table with the removed component or model; without one, the relation itself was removed. */
function groupOf(
  table: RemovedTable,
  open: readonly RemovedTable[],
  components: ReadonlySet<string>,
): string {
  const owner = ownerOf([table], components);
  if (table.kind !== 'join' || owner !== '') return `component ${owner}`;
  const lost = open.find(
    ({ kind, models }) => kind === 'table' && models.some((model) => table.models.includes(model)),
  );
  return lost === undefined ? `relation ${table.name}` : groupOf(lost, open, components);
}

/** Returns '' for a relation between two existing components: either may have removed it. */
function ownerOf(tables: readonly RemovedTable[], components: ReadonlySet<string>): string {
  const first = tables.find(({ kind }) => kind !== 'join') ?? tables[0];
  const removed = first?.owners.find((owner) => !components.has(owner));
  if (removed !== undefined) return removed;
  return first?.kind === 'join' && first.owners.length > 1 ? '' : (first?.owners[0] ?? '');
}

function begin(tables: readonly RemovedTable[], owner: string, components: ReadonlySet<string>): string {
  const relations = tables.filter(({ kind }) => kind === 'join').map(relationOf);
  const models = [...new Set(tables.filter(({ kind }) => kind === 'table').flatMap((table) => table.models))];
  const what = models.length > 0 ? models.join(', ') : relations.join(', ');
  if (owner === '') {
    return relations.length > 0 && models.length === 0
      ? `${what.replace(/^t/, 'T')} was removed`
      : 'The migrations created tables that no component has';
  }
  if (!components.has(owner)) return `The component "${owner}" was removed, and with it ${what}`;
  const [former] = tables.flatMap(({ formerly }) => formerly ?? []);
  const name = former === undefined ? `"${owner}"` : `"${owner}" (formerly "${former}")`;
  return `The component ${name} no longer has ${what}`;
}

function relationOf({ models: [one = '?', other = one] }: RemovedTable): string {
  return one === other
    ? `the many-to-many relation of ${one} with itself`
    : `the many-to-many relation between ${one} and ${other}`;
}
