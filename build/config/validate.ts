import { nearest } from '../diagnostics/nearest';
import type { Way } from './place';
import { type ResolvedDatabase, standardDatabase } from './resolved-database';

export interface Fault {
  code: string;
  message: string;
  hint: string;
  way: Way;
  value?: unknown;
}

const databaseOptions = ['schemas', 'exclude', 'packages', 'provider'];
const databaseName = /^[a-z][a-z0-9-]{0,39}$/;
/** Folders of `default` in `prisma/`, and names that would give two databases the same variable. */
const reserved = /^(?:schema|migrations)$|(?:^|-)(?:migration|shadow)$/;
const packageName = /^(?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*$/i;

/** Whether a database may have this name. */
export function isDatabaseName(name: string): boolean {
  return databaseName.test(name) && !reserved.test(name);
}

/** Applies defaults to a configuration, and reports all its errors. Never throws: it accepts any value. */
export function validateConfig(config: unknown): {
  databases: Map<string, ResolvedDatabase>;
  faults: Fault[];
} {
  const faults: Fault[] = [];
  const databases = new Map([['default', standardDatabase]]);
  const root = objectOf(config, [], ['databases'], faults);
  const given =
    root?.databases === undefined ? {} : objectOf(root.databases, ['databases'], undefined, faults);
  for (const [name, value] of Object.entries(given ?? {})) {
    const way = ['databases', name];
    if (!isDatabaseName(name)) faults.push(badName(name, way));
    const options = objectOf(value, way, databaseOptions, faults);
    if (options !== undefined) databases.set(name, databaseOf(name, options, way, faults));
  }
  return { databases, faults };
}

function databaseOf(
  name: string,
  options: Record<string, unknown>,
  way: Way,
  faults: Fault[],
): ResolvedDatabase {
  const schemas = textsOf(options.schemas, [...way, 'schemas'], faults, patternFault);
  const exclude = textsOf(options.exclude, [...way, 'exclude'], faults, outsideFault);
  const packages = textsOf(options.packages, [...way, 'packages'], faults, packageFault);
  if (options.provider !== undefined && options.provider !== 'postgresql') {
    const message = `The provider can only be "postgresql", not ${JSON.stringify(options.provider)}.`;
    faults.push({ code: 'CONFIG_VALUE', message, hint: 'remove it', way: [...way, 'provider'] });
  }
  if (name !== 'default' && options.schemas === undefined && options.packages === undefined) {
    const message = `The database "${name}" has neither \`schemas\` nor \`packages\`, so it would be empty.`;
    const hint = `add the paths of its component schemas: schemas: ['src/components/<name>/prisma/schema.prisma']`;
    faults.push({ code: 'CONFIG_VALUE', message, hint, way });
  }
  const standard = name === 'default' ? standardDatabase.schemas : [];
  return { schemas: schemas ?? standard, exclude: exclude ?? [], packages: packages ?? [] };
}

function objectOf(
  value: unknown,
  way: Way,
  known: readonly string[] | undefined,
  faults: Fault[],
): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const what = way.length === 0 ? 'The configuration' : `\`${way.join('.')}\``;
    const hint = way.length === 0 ? 'export default defineConfig({ … })' : 'write { … }';
    faults.push({
      code: 'CONFIG_TYPE',
      message: `${what} must be an object, not ${kindOf(value)}.`,
      hint,
      way,
    });
    return undefined;
  }
  const options: Record<string, unknown> = { ...value };
  for (const name of Object.keys(options)) {
    if (known === undefined || known.includes(name)) continue;
    faults.push({
      code: 'CONFIG_UNKNOWN_OPTION',
      message: `Unknown option \`${[...way, name].join('.')}\`.`,
      hint: `${meant(name, known)}: ${known.join(', ')}`,
      way: [...way, name],
    });
  }
  return options;
}

function meant(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === undefined ? 'use one of' : `did you mean \`${near}\`? Options`;
}

/** A string, or a list of strings. */
function textsOf(
  value: unknown,
  way: Way,
  faults: Fault[],
  check: (text: string) => Pick<Fault, 'message' | 'hint'> | undefined,
): string[] | undefined {
  if (value === undefined) return undefined;
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((text, index) => {
    const at = Array.isArray(value) ? [...way, index] : way;
    if (typeof text !== 'string' || text === '') {
      const message = `\`${way.join('.')}\` must be a string or a list of strings, not ${kindOf(text)}.`;
      faults.push({ code: 'CONFIG_TYPE', message, hint: "write '…' or ['…', '…']", way: at });
      return [];
    }
    const found = check(text);
    if (found !== undefined) faults.push({ code: 'CONFIG_VALUE', ...found, way: at, value: text });
    return [text.replace(/^\.\//, '')];
  });
}

function outsideFault(text: string): Pick<Fault, 'message' | 'hint'> | undefined {
  const message = `The pattern ${JSON.stringify(text)} leads out of the project.`;
  const hint = 'patterns are relative to the project’s root, with `/`, and without `..`';
  const leaves =
    /^(?:[a-z]:|[\\/~])/i.test(text) || text.includes('\\') || /(?:^|[/{,(])\.\.(?:$|[/},)])/.test(text);
  return leaves ? { message, hint } : undefined;
}

function patternFault(text: string): Pick<Fault, 'message' | 'hint'> | undefined {
  const outside = outsideFault(text);
  if (outside !== undefined) return outside;
  const [first = '', ...rest] = text.replace(/^\.\//, '').split('/');
  if (rest.length === 0 || /[*?[\]{}()!+@]/.test(first)) {
    const message = `The pattern ${JSON.stringify(text)} doesn't begin with a folder, so the whole project would be watched.`;
    return { message, hint: "begin it with a folder's name: 'src/**/schema.prisma'" };
  }
  if (/^\./.test(first) || text.split('/').includes('node_modules')) {
    const message = `The pattern ${JSON.stringify(text)} leads into a hidden folder or node_modules.`;
    return { message, hint: 'use `packages` for the schema of a package' };
  }
  return undefined;
}

function packageFault(text: string): Pick<Fault, 'message' | 'hint'> | undefined {
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

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
