import path from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { DatabaseSettings, Settings } from '../options';
import type { Gathered } from '../sources/gather';

/** What a run did. */
export interface Outcome {
  /** No error: what is published is what the component schemas say. */
  ok: boolean;
  diagnostics: Diagnostic[];
  /** Files put in place or taken away this time, absolute: composed files, client files, the registry. */
  written: string[];
  removed: string[];
  /** What a watcher must observe, absolute. */
  watch: Watch;
  /** What is published, absolute: a watcher must ignore it. */
  outputs: string[];
  components: number;
  models: number;
  /** How long generating the client took, in ms; absent when that was not needed. */
  generated?: number;
}

export interface Watch {
  files: string[];
  directories: string[];
}

/** What a dry run found. */
export interface CheckResult {
  /** No error, and nothing would change. */
  ok: boolean;
  diagnostics: Diagnostic[];
  /** What a run would write or remove, relative to the root. */
  stale: string[];
}

export function outputsOf({ root, registry }: Settings, database: DatabaseSettings): string[] {
  return [database.schemaFolder, database.clientFolder, registry].map((output) => path.join(root, output));
}

/** A new component, a new file in one and a vanished one are seen through the folders. */
export function watchOf(root: string, database: DatabaseSettings, { components }: Gathered): Watch {
  const holder = path.posix.dirname(database.schemaInComponent);
  const files = components.flatMap(({ folder, schema, module, meta }) => [
    ...(schema === undefined ? [] : [schema]),
    ...(module ? [`${folder}/component.module.ts`] : []),
    ...(meta ? [`${folder}/component.meta.ts`] : []),
  ]);
  const directories = [
    database.components,
    ...components.flatMap(({ folder, schema }) =>
      schema === undefined ? [folder] : [folder, `${folder}/${holder}`],
    ),
  ];
  const absolute = (name: string): string => path.join(root, name);
  return { files: files.map(absolute), directories: directories.map(absolute) };
}
