import path from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { ComponentFolder } from '../sources/source';
import { foreignSchemas } from './freshness';
import { clientFiles } from './client-files';
import type { Settings } from '../options';
import type { Project } from '../project';
import { clientPlan, schemaPlan, type Work } from './plans';
import { clearBeside, prepareFile } from '../publish/file';
import { prepareFolder } from '../publish/folder';
import { type Prepared, publishFailure } from '../publish/prepared';
import { discard, finish, putInPlace } from '../publish/together';
import { healFolder } from '../publish/recovery';
import { composeRegistry, isRegistry, wantsRegistry } from './registry';

export interface Published {
  written: string[];
  removed: string[];
  generated?: number;
  /** Why nothing was published, or what else there is to say. */
  diagnostics: Diagnostic[];
}

/** Finishes what killed runs left unfinished. */
export function finishKilledRuns({ settings, chosen }: Project): void {
  for (const { database } of chosen) {
    for (const folder of [database.schemaFolder, database.clientFolder])
      healFolder(path.join(settings.root, folder));
  }
  clearBeside(path.join(settings.root, settings.registry));
}

/**
 * Publishes the schema folders, the clients and the registry. All is built, and the clients generated, before the
 * first of them is put in place, so that a failure leaves all of them as they were.
 */
export async function publish(
  settings: Settings,
  works: readonly Work[],
  components: readonly ComponentFolder[],
): Promise<Published> {
  const ready: Prepared[] = [];
  const foreign: Diagnostic[] = [];
  let generated: number | undefined;
  let place = '';
  try {
    for (const work of works) {
      const { database } = work;
      place = database.schemaFolder;
      const schema = prepareFolder(schemaPlan(settings, work));
      ready.push(schema);
      foreign.push(...foreignSchemas(database, schema.foreign));
      place = database.clientFolder;
      const since = performance.now();
      const client = await clientFiles(settings, work);
      if (client === undefined) continue;
      generated = (generated ?? 0) + Math.round(performance.now() - since);
      ready.push(prepareFolder(clientPlan(settings, work, client)));
    }
    place = settings.registry;
    if (wantsRegistry(settings)) {
      const text = composeRegistry(settings, components);
      ready.push(prepareFile({ file: path.join(settings.root, place), place, text, isOurs: isRegistry }));
    }
    place = 'what was composed';
    putInPlace(ready);
    return {
      written: ready.flatMap((prepared) => prepared.written),
      removed: ready.flatMap((prepared) => prepared.removed),
      ...(generated === undefined ? {} : { generated }),
      diagnostics: [...foreign, ...ready.flatMap(finish)],
    };
  } catch (error) {
    return { written: [], removed: [], diagnostics: [publishFailure(error, place)] };
  } finally {
    for (const prepared of ready) discard(prepared);
  }
}
