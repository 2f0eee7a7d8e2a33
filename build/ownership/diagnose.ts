import type { Diagnostic } from '../diagnostics/diagnostic';
import type { RemovedTable } from './table';

/** One diagnostic for each component that lost tables on which nobody decided. */
export function diagnose(
  open: readonly RemovedTable[],
  {
    database,
    components,
    file,
    severity,
  }: { database: string; components: ReadonlySet<string>; file: string } & Pick<Diagnostic, 'severity'>,
): Diagnostic[] {
  const groups = new Map<string, RemovedTable[]>();
  for (const table of open) {
    // A join table goes with the component of it that is gone.
    const owner = table.owners.find((one) => !components.has(one)) ?? table.owners[0] ?? '';
    groups.set(owner, [...(groups.get(owner) ?? []), table]);
  }
  const where = database === 'default' ? '' : ` (database "${database}")`;
  return [...groups].map(([owner, tables]) => {
    const names = tables.map(({ name }) => name).join(', ');
    const models = [
      ...new Set(tables.filter(({ kind }) => kind === 'table').flatMap((table) => table.models)),
    ];
    const said = owner === '' ? (tables[0]?.name ?? '') : owner;
    const begin =
      owner === ''
        ? 'No component asks for what the migrations made'
        : components.has(owner)
          ? `The component "${owner}" no longer has ${models.length === 0 ? 'a relation' : models.join(', ')}`
          : `The component "${owner}" is gone, and with it ${models.join(', ')}`;
    return {
      severity,
      code: 'REMOVED_TABLES',
      message: `${begin}: the next migration would drop ${names}${where} with all rows.`,
      file,
      hint:
        `\`npx prismosaic detach ${said}\` keeps what is in the database, \`npx prismosaic drop ${said}\` lets it go; ` +
        'a model that was only renamed keeps its table with @@map',
    };
  });
}
