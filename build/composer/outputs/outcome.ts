import path from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { Facts } from '../../files/manifest';
import type { DatabaseSettings, Settings } from '../options';
import { basesOf, type Gathered } from '../sources/gather';
import type { ComponentFolder } from '../sources/source';

/** What a run did. */
export interface Outcome {
  /** No error: what is published matches the component schemas. */
  ok: boolean;
  diagnostics: Diagnostic[];
  /** Absolute paths of the files that this run published: composed files, client files, the registry. */
  written: string[];
  /** Absolute paths of the files that this run deleted. */
  removed: string[];
  /** What a watcher must observe, absolute. */
  watch: Watch;
  /** What is published, absolute: a watcher must ignore it. */
  outputs: string[];
  components: number;
  models: number;
  /** How long generating the client took, in ms; absent when it was not needed. */
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

/** An outcome in which nothing happened. */
export function frameOf(
  settings: Settings,
  gathered: readonly Gathered[],
): Omit<Outcome, 'ok' | 'diagnostics'> {
  return {
    written: [],
    removed: [],
    watch: watchOf(settings, gathered),
    outputs: outputsOf(settings, settings.databases),
    components: 0,
    models: 0,
  };
}

/** A component in two databases counts once; its models count in both. */
export function countsOf(
  facts: readonly Facts[],
  gathered: readonly Gathered[],
): Pick<Outcome, 'components' | 'models'> {
  const schemas = gathered.flatMap(({ sources }) => sources.map(({ file }) => file));
  const models = facts.reduce((sum, one) => sum + one.models, 0);
  return { components: new Set(schemas).size, models };
}

/** Where further generators write, relative to the root. */
export function furtherOutputs({ generators }: DatabaseSettings): string[] {
  return generators.flatMap(({ output }) => output ?? []);
}

/** The outputs of some databases, and the registry; absolute. */
export function outputsOf({ root, registry }: Settings, databases: readonly DatabaseSettings[]): string[] {
  const folders = databases.flatMap((one) => [one.schemaFolder, one.clientFolder, ...furtherOutputs(one)]);
  return [...folders, ...(registry === undefined ? [] : [registry])].map((output) => path.join(root, output));
}

/** The folders show a new component, a new file in one, and a deleted file. */
export function watchOf(settings: Settings, gathered: readonly Gathered[]): Watch {
  const components = gathered.flatMap((one) => one.components);
  const bases = gathered.flatMap(({ database }) => basesOf(database));
  const files = components.flatMap(({ folder, schema, module, meta, package: holder }) => [
    ...(schema === undefined ? [] : [schema]),
    ...(module && holder === undefined ? [`${folder}/component.module.ts`] : []),
    ...(meta && holder === undefined ? [`${folder}/component.meta.ts`] : []),
  ]);
  const directories = [
    settings.components,
    ...bases,
    ...components.flatMap((component) => foldersOf(component, bases)),
  ];
  const absolute = (names: readonly string[]): string[] =>
    [...new Set(names)].map((name) => path.join(settings.root, name));
  const manifests = gathered.flatMap((one) => one.manifests);
  return {
    files: [...absolute([...files, ...manifests]), ...settings.configFiles],
    directories: absolute(directories),
  };
}

/** A component's folder, the folder of its schema, and their parent folders that a pattern matches. */
function foldersOf({ folder, schema, package: holder }: ComponentFolder, bases: readonly string[]): string[] {
  const own = [folder, ...(schema === undefined ? [] : [path.posix.dirname(schema)])];
  if (holder !== undefined) return own;
  const above = own.flatMap((at) => {
    const found: string[] = [];
    for (let up = path.posix.dirname(at); up !== '.'; up = path.posix.dirname(up)) found.push(up);
    return found;
  });
  return [...own, ...above.filter((up) => bases.some((base) => up.startsWith(`${base}/`)))];
}
