import path from 'node:path';
import type { Settings } from '../options';
import type { Gathered } from './gather';
import { ignoredIn } from './ignored';
import { readSchema } from './read';
import type { SchemaSource } from './source';

/** A schema that does not belong to the database that is composed, and why. */
export interface ElsewhereSchema extends SchemaSource {
  /** Why, and what to do: the end of a sentence that begins with the schema. */
  why: string;
}

/** The schemas that one database does not have: those of other databases, and those that no database takes. */
export async function schemasElsewhere(
  settings: Settings,
  all: readonly Gathered[],
  { database, components, sources }: Gathered,
): Promise<ElsewhereSchema[]> {
  const own = new Set(sources.map(({ file }) => file));
  const others = all.flatMap((one) =>
    one.sources
      .filter(({ file }) => !own.has(file))
      .map((source) => ({
        ...source,
        why: `belongs to the database "${one.database.name}", and a relation can’t lead to another database; add it to \`schemas\` of "${database.name}" too, or keep its id in a plain field`,
      })),
  );
  const taken = new Set(all.flatMap((one) => one.sources.map(({ file }) => file)));
  const ignored = await ignoredIn(settings, components, taken);
  const untaken = ignored.flatMap(({ path: file, reason }): ElsewhereSchema[] => {
    if (!file.endsWith('.prisma')) return [];
    const read = readSchema(settings.root, file, settings.root);
    if (!('text' in read)) return [];
    const component = path.posix.basename(path.posix.dirname(file));
    return [
      {
        component,
        file,
        text: read.text,
        why: `${reason}; prismosaic.config.ts says which schemas are taken`,
      },
    ];
  });
  return [...others, ...untaken];
}
