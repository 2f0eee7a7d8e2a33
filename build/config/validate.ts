import { type ApplicationOptions, applicationOf } from './application-options';
import { databaseOf } from './database-options';
import { type Fault, objectOf } from './faults';
import { placeAt } from './path-faults';
import { type ResolvedDatabase, standardComponents, standardDatabase } from './resolved-database';

/** A configuration with its defaults, and all its errors. */
export interface ValidConfig {
  /** By name; `default` is always among them, and first. */
  databases: Map<string, ResolvedDatabase>;
  /** The folder of the application's components. */
  components: string;
  /** The file with the list of the components; undefined when there is none. */
  registry: string | undefined;
  application: ApplicationOptions;
  faults: Fault[];
}

const options = ['components', 'registry', 'databases', 'application'];

/** Applies defaults to a configuration, and reports all its errors. Never throws: it accepts any value. */
export function validateConfig(config: unknown): ValidConfig {
  const faults: Fault[] = [];
  const root = objectOf(config, [], options, faults) ?? {};
  const components = placeAt(root.components, ['components'], faults) ?? standardComponents;
  const databases = new Map([['default', standardDatabase(components)]]);
  const given =
    root.databases === undefined ? {} : objectOf(root.databases, ['databases'], undefined, faults);
  for (const [name, value] of Object.entries(given ?? {})) {
    const database = databaseOf(name, value, faults, components);
    if (database !== undefined) databases.set(name, database);
  }
  const registry = registryOf(root.registry, components, faults);
  return { databases, components, registry, application: applicationOf(root.application, faults), faults };
}

/** The default name of the registry, in the components' folder. */
export const registryName = 'registry.generated.ts';

function registryOf(value: unknown, components: string, faults: Fault[]): string | undefined {
  if (value === false) return undefined;
  if (value === undefined || value === true) return `${components}/${registryName}`;
  const file = placeAt(value, ['registry'], faults);
  if (file !== undefined && !/\.[cm]?ts$/.test(file)) {
    const message = `The registry ${JSON.stringify(file)} is not a TypeScript file.`;
    faults.push({
      code: 'CONFIG_VALUE',
      message,
      hint: 'write `false`, or a file that ends in .ts',
      way: ['registry'],
      value: file,
    });
  }
  return file;
}
