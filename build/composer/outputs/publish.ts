import fs from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { clearBeside, prepareFile } from '../../files/file';
import { prepareFolder } from '../../files/folder';
import { type Prepared, publishFailure } from '../../files/prepared';
import { healFolder } from '../../files/recovery';
import { discard, finish, putInPlace } from '../../files/together';
import type { Settings } from '../options';
import type { Project } from '../project';
import type { ComponentFolder } from '../sources/source';
import { abandonedFolders, emptyPlan, removeEmpty } from './abandoned';
import { clientFiles } from './client-files';
import { foreignSchemas } from './freshness';
import { clientPlan, schemaPlan, type Work } from './plans';
import { composeRegistry, isRegistry, publishedTiles, registryIn } from './registry';

export interface Published {
  written: string[];
  removed: string[];
  generated?: number;
  /** Why nothing was published, or other findings. */
  diagnostics: Diagnostic[];
}

/** Finishes what killed runs left unfinished. */
export function finishKilledRuns({ settings, chosen }: Project): void {
  for (const { database } of chosen) {
    for (const folder of [database.schemaFolder, database.clientFolder])
      healFolder(path.join(settings.root, folder));
    for (const { output } of database.generators)
      if (output !== undefined) heal(path.join(settings.root, output));
  }
  for (const folder of abandonedFolders(settings)) healFolder(path.join(settings.root, folder));
  if (settings.registry !== undefined) clearBeside(path.join(settings.root, settings.registry));
}

/** An output of a further generator is a folder or a file. */
function heal(output: string): void {
  if (fs.statSync(output, { throwIfNoEntry: false })?.isFile()) clearBeside(output);
  else healFolder(output);
}

function prepareOutput(
  { root }: Settings,
  { fingerprint, facts }: Work,
  output: string,
  made: Map<string, Buffer> | Buffer,
): Prepared {
  const target = path.join(root, output);
  // The configuration names the place, so what is there may be replaced.
  if (Buffer.isBuffer(made))
    return prepareFile({ file: target, place: output, text: made, isOurs: () => true });
  return prepareFolder({
    folder: target,
    place: output,
    files: made,
    fingerprint,
    facts,
    isOurs: () => false,
    claimsNames: true,
  });
}

/**
 * Publishes the schema folders, the clients and the registry. It builds everything and generates the clients before it
 * puts the first in place, so a failure leaves all of them as they were.
 */
export async function publish(
  settings: Settings,
  works: readonly Work[],
  components: readonly ComponentFolder[],
): Promise<Published> {
  const ready: Prepared[] = [];
  const abandoned = abandonedFolders(settings);
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
      for (const [output, made] of client.outputs ?? []) {
        place = output;
        ready.push(prepareOutput(settings, work, output, made));
      }
    }
    for (const folder of abandoned) {
      place = folder;
      ready.push(prepareFolder(emptyPlan(settings, folder)));
    }
    const registry = registryIn(settings);
    if (registry !== undefined) {
      place = registry;
      const facts = new Map(works.map((work) => [work.database.name, work.facts]));
      const text = composeRegistry(settings, registry, components, publishedTiles(settings, facts));
      ready.push(prepareFile({ file: path.join(settings.root, place), place, text, isOurs: isRegistry }));
    }
    place = 'The output';
    await Promise.all(ready.map((prepared) => prepared.flush()));
    putInPlace(ready);
    const found = [...foreign, ...ready.flatMap(finish)];
    for (const folder of abandoned) removeEmpty(path.join(settings.root, folder));
    return {
      written: ready.flatMap((prepared) => prepared.written),
      removed: ready.flatMap((prepared) => prepared.removed),
      ...(generated === undefined ? {} : { generated }),
      diagnostics: found,
    };
  } catch (error) {
    return { written: [], removed: [], diagnostics: [publishFailure(error, place)] };
  } finally {
    for (const prepared of ready) discard(prepared);
  }
}
