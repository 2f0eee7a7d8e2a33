import fs from 'node:fs';
import path from 'node:path';
import { contentsOf } from '../../files/contents';
import { isPublished } from '../../files/published';
import type { Composition } from '../composition/composition';
import { isComposed } from '../composition/main-file';
import type { DatabaseSettings, Settings } from '../options';
import { isClientFresh } from './freshness';

/** What a run would write or remove for one database, relative to the root. */
export function staleOutputs(
  settings: Settings,
  database: DatabaseSettings,
  made: { composition: Composition; fingerprint: string; generate: boolean },
): string[] {
  const { schemaFolder, clientFolder } = database;
  const folder = path.join(settings.root, schemaFolder);
  const { files } = made.composition;
  const names = new Set(files.map(({ name }) => name));
  const removed = [...contentsOf(folder)]
    .filter(([name, stats]) => stats.isFile() && !names.has(name))
    .map(([name]) => name)
    .filter((name) => isComposed(fs.readFileSync(path.join(folder, name), 'utf8')));
  const changed = files.filter(({ name, text }) => !isPublished(path.join(folder, name), text));
  return [
    ...changed.map(({ name }) => `${schemaFolder}/${name}`),
    ...removed.map((name) => `${schemaFolder}/${name}`),
    ...(made.generate && !isClientFresh(settings, database, made.fingerprint) ? [clientFolder] : []),
  ];
}
