import fs from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { contentsOf } from '../../files/contents';
import { type Facts, isIntact, readManifest } from '../../files/manifest';
import { isPublished } from '../../files/published';
import { isUnfinished } from '../../files/recovery';
import type { DatabaseSettings, Settings } from '../options';
import type { ComponentFolder } from '../sources/source';
import { furtherOutputs, outputsOf } from './outcome';
import { composeRegistry, publishedTiles, registryIn } from './registry';

/** The facts from the run that made the outputs, when all are there, unchanged and made from these inputs. */
export function freshFacts(
  settings: Settings,
  database: DatabaseSettings,
  fingerprint: string,
  withClient: boolean,
): Facts | undefined {
  const folder = path.join(settings.root, database.schemaFolder);
  const manifest = readManifest(folder);
  if (manifest?.fingerprint !== fingerprint || !isIntact(folder, manifest)) return undefined;
  // A killed run may have left something to finish, or a run in progress must be waited for.
  if (outputsOf(settings, [database]).some(isUnfinished)) return undefined;
  const known = new Set([...Object.keys(manifest.files), ...manifest.foreign]);
  const present = [...contentsOf(folder).keys()];
  if (present.length !== known.size || !present.every((name) => known.has(name))) return undefined;
  if (withClient && !isClientFresh(settings, database, fingerprint)) return undefined;
  return {
    ...manifest.facts,
    diagnostics: [...manifest.facts.diagnostics, ...foreignSchemas(database, manifest.foreign)],
  };
}

export function isClientFresh({ root }: Settings, database: DatabaseSettings, fingerprint: string): boolean {
  const folder = path.join(root, database.clientFolder);
  const manifest = readManifest(folder);
  if (manifest?.fingerprint !== fingerprint || !isIntact(folder, manifest)) return false;
  return furtherOutputs(database).every((output) => fs.existsSync(path.join(root, output)));
}

/** @param facts of this run's databases, by name */
export function isRegistryFresh(
  settings: Settings,
  components: readonly ComponentFolder[],
  facts: ReadonlyMap<string, Facts>,
): boolean {
  const registry = registryIn(settings);
  if (registry === undefined) return true;
  const text = composeRegistry(settings, registry, components, publishedTiles(settings, facts));
  return isPublished(path.join(settings.root, registry), text);
}

/** Prisma's command line reads every file in the folder; the client includes only the composed files. */
export function foreignSchemas(database: DatabaseSettings, foreign: readonly string[]): Diagnostic[] {
  return foreign
    .filter((name) => name.endsWith('.prisma'))
    .map((name) => ({
      severity: 'warning',
      code: 'FOREIGN_SCHEMA_FILE',
      message:
        "Prismosaic did not make this file: Prisma's command line reads it, but the client does not include it.",
      file: `${database.schemaFolder}/${name}`,
      hint: 'move its models into the schema of a component',
    }));
}
