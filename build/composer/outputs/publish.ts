import path from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { clientFiles } from './client-files';
import type { DatabaseSettings, Settings } from '../options';
import { clientPlan, refuseOutside, schemaPlan, type Work } from './plans';
import { clearBeside, prepareFile } from '../publish/file';
import { prepareFolder } from '../publish/folder';
import { type Prepared, publishFailure } from '../publish/prepared';
import { healFolder } from '../publish/recovery';
import { composeRegistry, isRegistry, wantsRegistry } from './registry';

export interface Published {
  written: string[];
  removed: string[];
  generated?: number;
  /** Files in the schema folder that are not the composer's. */
  foreign: string[];
  /** Why nothing was published. */
  diagnostics: Diagnostic[];
}

/** Finishes what killed runs left unfinished. Throws an `Unpublishable` when an output lies outside the project. */
export function finishKilledRuns(settings: Settings, database: DatabaseSettings): void {
  refuseOutside(settings, database);
  for (const folder of [database.schemaFolder, database.clientFolder])
    healFolder(path.join(settings.root, folder));
  clearBeside(path.join(settings.root, settings.registry));
}

/**
 * Publishes the schema folder, the client and the registry. All is built, and the client generated, before the first
 * of them is put in place, so that a failure leaves all three as they were.
 */
export async function publish(
  settings: Settings,
  database: DatabaseSettings,
  work: Work,
): Promise<Published> {
  const ready: Prepared[] = [];
  let place = database.schemaFolder;
  try {
    const schema = prepareFolder(schemaPlan(settings, database, work));
    ready.push(schema);
    place = database.clientFolder;
    const since = performance.now();
    const files = await clientFiles(settings, database, work);
    const generated = files && { generated: Math.round(performance.now() - since) };
    if (files !== undefined) ready.push(prepareFolder(clientPlan(settings, database, work, files)));
    place = settings.registry;
    if (wantsRegistry(settings)) {
      const text = composeRegistry(work.gathered.components);
      ready.push(prepareFile({ file: path.join(settings.root, place), place, text, isOurs: isRegistry }));
    }
    for (const prepared of ready) {
      place = 'what was composed';
      prepared.commit();
    }
    return {
      written: ready.flatMap((prepared) => prepared.written),
      removed: ready.flatMap((prepared) => prepared.removed),
      ...generated,
      foreign: schema.foreign,
      diagnostics: [],
    };
  } catch (error) {
    return { written: [], removed: [], foreign: [], diagnostics: [publishFailure(error, place)] };
  } finally {
    for (const prepared of ready) prepared.discard();
  }
}
