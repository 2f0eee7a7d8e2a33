import fs from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { type ApplicationOptions, standardApplication } from './application-options';
import { type ResolvedDatabase, standardComponents, standardDatabase } from './resolved-database';

/** The possible names of the configuration file, in the project's root. */
export const configNames = ['prismosaic.config.ts', 'prismosaic.config.js'] as const;

export interface ReadConfig {
  /** By name; `default` is always among them, and first. */
  databases: Map<string, ResolvedDatabase>;
  /** The folder of the application's components, relative to the root. */
  components: string;
  /** The file with the list of the components, relative to the root; undefined when there is none. */
  registry: string | undefined;
  application: ApplicationOptions;
  diagnostics: Diagnostic[];
  /** The files of the configuration, existing or possible, absolute: to be watched. */
  files: string[];
}

/** What a project without a configuration file has. */
export const withoutConfig = {
  databases: new Map([['default', standardDatabase()]]),
  components: standardComponents,
  registry: `${standardComponents}/registry.generated.ts`,
  application: standardApplication,
};

/**
 * The project's configuration, for all commands and plugins. Without a file it is the default. Reports errors in the
 * file as diagnostics, each at its place.
 */
export async function readConfig(root: string): Promise<ReadConfig> {
  const [named, second] = configNames.filter((name) => fs.existsSync(path.join(root, name)));
  const absent = configNames.map((name) => path.join(root, name));
  if (named === undefined) {
    return { ...withoutConfig, diagnostics: [], files: absent };
  }
  const file = path.join(root, named);
  if (second !== undefined) {
    const message = `There are two configurations, ${named} and ${second}.`;
    return failed(absent, [{ code: 'CONFIG_AMBIGUOUS', message, file: second, hint: 'remove one of them' }]);
  }
  // Loaded late: most projects have no configuration, and need neither a compiler nor these rules.
  const [{ loadConfig }, { validateConfig }, { placeOf }] = await Promise.all([
    import('./load'),
    import('./validate'),
    import('./place'),
  ]);
  const loaded = await loadConfig(file, root);
  const files = [...new Set([...absent, ...loaded.files])];
  if ('fault' in loaded) {
    const { fault } = loaded;
    const message = `The configuration can't be read: ${fault.message}`;
    const at = path.relative(root, fault.file).split(path.sep).join('/');
    return failed(files, [{ ...fault, code: 'CONFIG_UNREADABLE', message, file: at, hint: 'fix the file' }]);
  }
  const { faults, ...valid } = validateConfig(loaded.value);
  const text = fs.readFileSync(file, 'utf8');
  const found = faults.map(({ code, message, hint, way, value }) => {
    return { code, message, file: named, ...placeOf(text, way, value), hint };
  });
  return { ...failed(files, found), ...valid };
}

function failed(files: string[], found: Omit<Diagnostic, 'severity'>[]): ReadConfig {
  const diagnostics = found.map((diagnostic): Diagnostic => ({ severity: 'error', ...diagnostic }));
  return { ...withoutConfig, databases: new Map(), diagnostics, files };
}
