import fs from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { ComponentFolder } from './source';

/** Where a package has its schema when its package.json doesn't say. */
const usual = 'prisma/schema.prisma';

/** The component that a package ships. */
export interface PackagedComponent {
  component?: ComponentFolder;
  diagnostics: Diagnostic[];
  /** Its package.json, relative to the root, when it was found. */
  manifest?: string;
}

/** Finds the component that a package ships: by its package.json, and looking at nothing else in `node_modules`. */
export function packagedComponent(root: string, name: string, database: string): PackagedComponent {
  const holder = holderOf(root, name);
  const file = 'package.json';
  if (holder === undefined) {
    const message = `The database "${database}" takes a schema from the package ${name}, which is not installed.`;
    const hint = `run \`npm install ${name}\`, or take it out of \`packages\` in the configuration`;
    return { diagnostics: [{ severity: 'error', code: 'PACKAGE_MISSING', message, file, hint }] };
  }
  const folder = path.relative(root, holder).split(path.sep).join('/');
  const manifest = `${folder}/package.json`;
  const said = schemaSaidBy(path.join(holder, 'package.json'));
  const fault = (message: string, hint: string): PackagedComponent => ({
    manifest,
    diagnostics: [{ severity: 'error', code: 'PACKAGE_SCHEMA', message, file: manifest, hint }],
  });
  if (typeof said !== 'string' || /^(?:[a-z]:|[\\/])|(?:^|[\\/])\.\.(?:$|[\\/])/i.test(said)) {
    return fault(
      `\`prismosaic.schema\` in the package ${name} is no path in the package.`,
      'tell the package’s author: it must be a path such as "prisma/schema.prisma"',
    );
  }
  const schema = path.posix.join(folder, said);
  if (!fs.existsSync(path.join(root, schema))) {
    return fault(
      `The package ${name} ships no schema: there is no ${said} in it.`,
      'take it out of `packages` in the configuration, or install a version that ships one',
    );
  }
  const component = {
    name: nameOf(name),
    folder,
    schema,
    module: false,
    meta: false,
    package: { name, folder },
  };
  return { component, diagnostics: [], manifest };
}

/** What a packaged component is called: `acme-outbox` for `@acme/outbox`. */
function nameOf(name: string): string {
  return name.replace(/^@/, '').replace('/', '-');
}

/** The package's folder, absolute, looked for where Node would. */
function holderOf(root: string, name: string): string | undefined {
  for (let at = root; ; at = path.dirname(at)) {
    const folder = path.join(at, 'node_modules', name);
    if (fs.existsSync(path.join(folder, 'package.json'))) return folder;
    if (at === path.dirname(at)) return undefined;
  }
}

/** Where a package says that its schema is; anything, when it says it badly. */
export function schemaSaidBy(manifest: string): unknown {
  try {
    const { prismosaic = {} }: { prismosaic?: { schema?: unknown } } = JSON.parse(
      fs.readFileSync(manifest, 'utf8'),
    );
    return prismosaic.schema ?? usual;
  } catch {
    return undefined;
  }
}
