import fs from 'node:fs';
import path from 'node:path';
import { Composer } from '../../composer';
import { readConfig } from '../../config/read';

/** What a new component has to fit into. */
export interface Target {
  /** The folder of the components, relative to the root. */
  components: string;
  /** The place of a component's schema in its folder. */
  schema: string;
  /** The folder of the application's own templates, absolute. They have a page. Undefined when it has none. */
  template: string | undefined;
  /** The folder of PrismaService, relative to the component's folder. */
  service: string;
  /** The ending of relative imports: '' or '.js', for instance. */
  ending: string;
  /** The package that tests get `describe` and `expect` from. Undefined when they are global. */
  testing: string | undefined;
  /** The names that the application uses itself. */
  reservedNames: readonly string[];
}

/** Finds out what a component has to fit into. Writes nothing. */
export async function targetIn(root: string): Promise<Target> {
  const [config, { databases }] = await Promise.all([readConfig(root), new Composer({ root }).databases()]);
  const [database] = databases;
  const layout = layoutOf(database?.schemas ?? []) ?? {
    components: config.components,
    schema: 'prisma/schema.prisma',
  };
  const extension = database?.client.importFileExtension ?? '';
  const service = path.posix.dirname(database?.clientFolder ?? 'src/database/client');
  const template = path.join(root, layout.components, '.template');
  return {
    ...layout,
    template: fs.existsSync(template) ? template : undefined,
    service: path.posix.relative(`${layout.components}/component`, service),
    ending: extension === '' ? '' : `.${extension}`,
    testing: testingIn(root),
    reservedNames: config.application.reservedNames,
  };
}

// `src/modules/*/schema.prisma` has a component in each folder of `src/modules`.
function layoutOf(patterns: readonly string[]): Pick<Target, 'components' | 'schema'> | undefined {
  for (const pattern of patterns) {
    const [, components, schema] = /^([^*?[\]{}()!+@]+)\/\*\/([^*?[\]{}()!+@]+\.prisma)$/.exec(pattern) ?? [];
    if (components !== undefined && schema !== undefined) return { components, schema };
  }
  return undefined;
}

/** Jest's functions are global unless its package is there; Vitest's are imported. */
function testingIn(root: string): string | undefined {
  const manifest = manifestIn(root);
  const packages = { ...manifest.dependencies, ...manifest.devDependencies };
  if ('@jest/globals' in packages) return '@jest/globals';
  return 'vitest' in packages && !('jest' in packages) ? 'vitest' : undefined;
}

function manifestIn(root: string): { dependencies?: object; devDependencies?: object } {
  try {
    return JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) ?? {};
  } catch {
    return {};
  }
}
