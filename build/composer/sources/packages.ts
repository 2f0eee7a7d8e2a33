import fs from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { ComponentFolder, PackageExport } from './source';

/** Where a package has its schema by default. */
const usual = 'prisma/schema.prisma';

/** The component that a package ships. */
export interface PackagedComponent {
  component?: ComponentFolder;
  diagnostics: Diagnostic[];
  /** Its package.json, relative to the root, when it was found. */
  manifest?: string;
}

/** Finds the component that a package ships, by its package.json. Reads nothing else in `node_modules`. */
export function packagedComponent(root: string, name: string, database: string): PackagedComponent {
  const holder = holderOf(root, name);
  const file = 'package.json';
  if (holder === undefined) {
    const message = `The database "${database}" takes a schema from the package ${name}, which is not installed.`;
    const hint = `run \`npm install ${name}\`, or remove it from \`packages\` in the configuration`;
    return { diagnostics: [{ severity: 'error', code: 'PACKAGE_MISSING', message, file, hint }] };
  }
  const folder = path.relative(root, holder).split(path.sep).join('/');
  const manifest = `${folder}/package.json`;
  const saying = saidBy(path.join(holder, 'package.json'));
  const said = saying?.schema;
  const fault = (message: string, hint: string): PackagedComponent => ({
    manifest,
    diagnostics: [{ severity: 'error', code: 'PACKAGE_SCHEMA', message, file: manifest, hint }],
  });
  if (typeof said !== 'string' || /^(?:[a-z]:|[\\/])|(?:^|[\\/])\.\.(?:$|[\\/])/i.test(said)) {
    return fault(
      `\`prismosaic.schema\` in the package ${name} is not a path in the package.`,
      'ask the package’s author to fix it: it must be a path such as "prisma/schema.prisma"',
    );
  }
  const schema = path.posix.join(folder, said);
  if (!fs.existsSync(path.join(root, schema))) {
    return fault(
      `The package ${name} ships no schema: it has no ${said}.`,
      'remove it from `packages` in the configuration, or install a version that ships one',
    );
  }
  const parts: Pick<NonNullable<ComponentFolder['package']>, 'module' | 'meta'> = {};
  for (const part of ['module', 'meta'] as const) {
    if (saying?.[part] === undefined) continue;
    const found = exportOf(name, saying[part]);
    if (found === undefined) {
      return fault(
        `\`prismosaic.${part}\` in the package ${name} is not an export of the package.`,
        `ask the package’s author to fix it: it must be "./nest" for a default export, or "./nest#OutboxModule"`,
      );
    }
    parts[part] = found;
  }
  const component = {
    name: nameOf(name),
    folder,
    schema,
    module: parts.module !== undefined,
    meta: parts.meta !== undefined,
    package: { name, folder, ...parts },
  };
  return { component, diagnostics: [], manifest };
}

/** The name of a packaged component: `acme-outbox` for `@acme/outbox`. */
function nameOf(name: string): string {
  return name.replace(/^@/, '').replace('/', '-');
}

/** The package's folder, absolute, searched as Node does. */
function holderOf(root: string, name: string): string | undefined {
  for (let at = root; ; at = path.dirname(at)) {
    const folder = path.join(at, 'node_modules', name);
    if (fs.existsSync(path.join(folder, 'package.json'))) return folder;
    if (at === path.dirname(at)) return undefined;
  }
}

/** `./nest#OutboxModule` of a package: the path that it exports, and the name there. */
function exportOf(name: string, said: unknown): PackageExport | undefined {
  const [, place, exported = 'default'] =
    (typeof said === 'string' && /^\.((?:\/[\w@.-]+)*)(?:#([\w$]+))?$/.exec(said)) || [];
  return place === undefined || place.includes('..') ? undefined : { from: name + place, name: exported };
}

/** The value of `prismosaic.schema` in a package.json, or the default; undefined when the file is malformed. */
export function schemaSaidBy(manifest: string): unknown {
  return saidBy(manifest)?.schema;
}

/** What a package's `package.json` says under `prismosaic`; undefined when the file is malformed. */
function saidBy(manifest: string): { schema: unknown; module?: unknown; meta?: unknown } | undefined {
  try {
    const { prismosaic = {} }: { prismosaic?: object } = JSON.parse(fs.readFileSync(manifest, 'utf8'));
    return { schema: usual, ...prismosaic };
  } catch {
    return undefined;
  }
}
