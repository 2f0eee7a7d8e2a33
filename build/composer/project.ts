import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Facts } from '../files/manifest';
import { type ComposerOptions, databaseSettings, readSettings, type Settings } from './options';
import { abandonedFolders } from './outputs/abandoned';
import { freshFacts, isRegistryFresh } from './outputs/freshness';
import { fingerprintOf } from './sources/fingerprint';
import { applicationComponents, type Gathered, gatherAll } from './sources/gather';
import type { ComponentFolder } from './sources/source';

/** A project as a run finds it: its configuration and schemas are read. */
export interface Project {
  settings: Settings;
  /** Of all databases. */
  gathered: Gathered[];
  /** Of those that the run is about. */
  chosen: Gathered[];
  /** Those that the application registers. */
  components: ComponentFolder[];
}

/** Reads a project. Throws when no database has that name. */
export async function readProject(
  options: ComposerOptions,
  name: string | undefined,
): Promise<Project | { settings: Settings; diagnostics: Diagnostic[] }> {
  const { settings, diagnostics } = await readSettings(options);
  if (diagnostics.length > 0) return { settings, diagnostics };
  const wanted = name === undefined ? settings.databases : [databaseSettings(settings, name)];
  const gathered = await gatherAll(settings);
  const chosen = gathered.filter(({ database }) => wanted.includes(database));
  return { settings, gathered, chosen, components: applicationComponents(gathered) };
}

/** The facts of the run that wrote the outputs of a database, if they exist and match what is read now. */
export function freshFactsOf({ settings }: Project, one: Gathered, generate: boolean): Facts | undefined {
  if (one.diagnostics.length > 0) return undefined;
  return freshFacts(settings, one.database, fingerprintOf(one.sources, one.database), generate);
}

/** The same for all databases of the run; undefined when there is something to do. */
export function allFresh(project: Project, generate: boolean): Facts[] | undefined {
  const facts = new Map<string, Facts>();
  for (const one of project.chosen) {
    const fresh = freshFactsOf(project, one, generate);
    if (fresh === undefined) return undefined;
    facts.set(one.database.name, fresh);
  }
  if (abandonedFolders(project.settings).length > 0) return undefined;
  return isRegistryFresh(project.settings, project.components, facts) ? [...facts.values()] : undefined;
}
