import fs from 'node:fs';
import path from 'node:path';
import { testedProject } from '../../worker-schemas/worker-address';
import { type DataModel, dataModels } from '../factories/models';

/** The components of a database, each with the names of its models: as their composed schemas have them. */
function ownership(folder: string): Map<string, Set<string>> {
  const files = fs.readdirSync(folder).filter((name) => name.endsWith('.prisma') && name !== 'main.prisma');
  return new Map(
    files.map((name) => {
      const text = fs.readFileSync(path.join(folder, name), 'utf8');
      const models = [...text.matchAll(/^\s*(?:model|view)\s+(\w+)/gm)].map(([, model = '']) => model);
      return [path.basename(name, '.prisma'), new Set(models)];
    }),
  );
}

/**
 * The tables of a component, and of those that it depends on: whose rows its own refer to, directly or by others.
 *
 * @throws when there is no such component
 */
export function tablesOf(component: string): string[] {
  const known: string[] = [];
  for (const { name, schemaFolder } of testedProject().databases) {
    const owned = ownership(schemaFolder);
    const own = owned.get(component);
    known.push(...owned.keys());
    const dataModel = dataModels().get(name);
    if (own !== undefined && dataModel !== undefined) return closure(own, owned, dataModel);
  }
  throw new Error(`There is no component "${component}" with models; available: ${known.sort().join(', ')}.`);
}

function closure(
  own: ReadonlySet<string>,
  owned: ReadonlyMap<string, ReadonlySet<string>>,
  { models }: DataModel,
): string[] {
  const allowed = new Set(own);
  // A set may grow while it is read.
  for (const name of allowed) {
    const model = models.find((one) => one.name === name);
    for (const { relationFromFields = [], type } of model?.fields ?? []) {
      if (relationFromFields.length === 0) continue;
      const owner = [...owned.values()].find((its) => its.has(type)) ?? new Set([type]);
      for (const other of owner) allowed.add(other);
    }
  }
  return models.filter(({ name }) => allowed.has(name)).map(({ name, dbName }) => dbName ?? name);
}
