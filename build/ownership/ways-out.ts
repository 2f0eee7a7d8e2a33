import type { Asked } from './review';
import type { OwnedTable, RemovedTable } from './table';

/** Lists what to do about tables that the next migration would drop: harmless ways first. */
export function waysOut(tables: readonly RemovedTable[], owner: string, asked: Asked): string {
  const said = owner === '' ? tables.map(({ name }) => quoted(name)).join(' ') : quoted(owner);
  const kept = tables.flatMap((table) => keptByName(table, asked));
  return [
    'put it back if it is missing by mistake, as on another branch',
    ...kept,
    `\`npx prismosaic detach ${said}\` keeps the tables and their rows, \`npx prismosaic drop ${said}\` lets the next migration drop them`,
  ].join('; ');
}

/** How a renamed model or relation keeps its table. */
function keptByName({ name, kind, models }: RemovedTable, asked: Asked): string[] {
  if (kind === 'table') return [`a model that was only renamed keeps its table with @@map("${name}")`];
  if (kind !== 'join' || !name.startsWith('_')) return [];
  const way = `@relation("${name.slice(1)}") on both sides`;
  const heirs = asked.tables.filter((other) => other.kind === 'join' && shares(other, models));
  const heir = heirs.find((other) => inPlace(other, models));
  if (heir !== undefined)
    return [`the relation between ${heir.models.join(' and ')} keeps this table with ${way}`];
  // The order of the models' names decides its columns A and B: the ids would be swapped.
  if (heirs.length > 0) return [];
  return [`a relation that was only renamed keeps its table with ${way}`];
}

function shares({ models: others }: OwnedTable, models: readonly string[]): boolean {
  return others.length === models.length && others.some((model) => models.includes(model));
}

function inPlace({ models: others }: OwnedTable, models: readonly string[]): boolean {
  return others.some((model, at) => model === models[at]);
}

/** Quotes a name as one word for a shell. */
function quoted(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", String.raw`'\''`)}'`;
}
