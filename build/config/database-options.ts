import { clientOf } from './client-options';
import { type Fault, objectOf, textsOf, type ValueFault } from './faults';
import { generatorsOf } from './generator-options';
import { outsideFault, patternFault, placeAt } from './path-faults';
import type { Way } from './place';
import { type ResolvedDatabase, standardDatabase } from './resolved-database';

const options = [
  ...['schemas', 'exclude', 'packages', 'provider'],
  ...['schemaFolder', 'clientFolder', 'migrations', 'client', 'generators'],
];
const databaseName = /^[a-z][a-z0-9-]{0,39}$/;
/** Folders of `default` in `prisma/`, and names that would give two databases the same variable. */
const reserved = /^(?:schema|migrations)$|(?:^|-)(?:migration|shadow)$/;
const packageName = /^(?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*$/i;

/** Whether a database may have this name. */
export function isDatabaseName(name: string): boolean {
  return databaseName.test(name) && !reserved.test(name);
}

/** Reads the options of one database. Undefined when they are not an object. */
export function databaseOf(
  name: string,
  value: unknown,
  faults: Fault[],
  components: string,
): ResolvedDatabase | undefined {
  const way = ['databases', name];
  if (!isDatabaseName(name)) faults.push(badName(name, way));
  const given = objectOf(value, way, options, faults);
  if (given === undefined) return undefined;
  const schemas = textsOf(given.schemas, [...way, 'schemas'], faults, patternFault);
  const exclude = textsOf(given.exclude, [...way, 'exclude'], faults, outsideFault);
  const packages = textsOf(given.packages, [...way, 'packages'], faults, packageFault);
  if (given.provider !== undefined && given.provider !== 'postgresql') {
    const message = `The provider can only be "postgresql", not ${JSON.stringify(given.provider)}.`;
    faults.push({ code: 'CONFIG_VALUE', message, hint: 'remove it', way: [...way, 'provider'] });
  }
  if (name !== 'default' && given.schemas === undefined && given.packages === undefined) {
    const message = `The database "${name}" has neither \`schemas\` nor \`packages\`, so it would be empty.`;
    const hint = `add the paths of its component schemas: schemas: ['${components}/<name>/prisma/schema.prisma']`;
    faults.push({ code: 'CONFIG_VALUE', message, hint, way });
  }
  const place = (option: string) => placeAt(given[option], [...way, option], faults);
  return {
    schemas: schemas ?? (name === 'default' ? standardDatabase(components).schemas : []),
    exclude: exclude ?? [],
    packages: packages ?? [],
    schemaFolder: place('schemaFolder'),
    clientFolder: place('clientFolder'),
    migrations: place('migrations'),
    client: clientOf(given.client, [...way, 'client'], faults),
    generators: generatorsOf(given.generators, [...way, 'generators'], faults),
  };
}

function packageFault(text: string): ValueFault | undefined {
  if (packageName.test(text)) return undefined;
  return {
    message: `${JSON.stringify(text)} is not the name of a package.`,
    hint: "write '@acme/outbox' or 'outbox'",
  };
}

function badName(name: string, way: Way): Fault {
  const message = reserved.test(name)
    ? `A database can't be called "${name}": its folder or its environment variables would be those of another database.`
    : `A database can't be called ${JSON.stringify(name)}: the name is used for folders and environment variables.`;
  const hint = 'use lowercase letters, digits and `-`, beginning with a letter, at most 40 characters';
  return { code: 'CONFIG_VALUE', message, hint, way };
}
