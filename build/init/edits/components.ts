import path from 'node:path';
import { type NewComponent, withDefaults } from '../../new/component/component-options';
import { render } from '../../new/component/render';
import type { Target } from '../../new/component/target';
import { type Adoption, adoptSchema } from '../adopt/adopt-schema';
import type { SchemaFile } from '../adopt/existing';
import type { Split } from '../adopt/split';
import type { Application } from '../application';
import type { StagedTree } from '../staged-tree';
import { InitError, type LeftStep } from '../step';
import { literal } from './literal';

/** The first components, and what is left for the user. */
export interface FirstComponent {
  /** None when there are components already. */
  names: string[];
  /** The existing schema that became theirs, and how many definitions it has; undefined when they are new. */
  adopted: { definitions: number; original: SchemaFile[] } | undefined;
  /** Where the client was generated until now, relative to the root. */
  clientFolder?: string | undefined;
  left: LeftStep[];
}

/**
 * Makes component schemas of the application's schema, or a first component where there is no schema. Throws an InitError
 * when the schema can't be adopted.
 */
export function addFirstComponent(
  tree: StagedTree,
  application: Application,
  { how, hasComponents }: { how: Split; hasComponents: boolean },
): FirstComponent {
  if (application.schemas.length > 0) return adopt(tree, application, how);
  if (hasComponents) return { names: [], adopted: undefined, left: [] };
  const name = how.by === 'nothing' ? how.name : 'notes';
  for (const [file, text] of render(newComponent(name), targetOf(application)))
    tree.write(`src/components/${name}/${file}`, text);
  return { names: [name], adopted: undefined, left: [] };
}

function newComponent(name: string): NewComponent {
  return withDefaults({ name, page: true });
}

function targetOf({ ending, tests, dependencies }: Application): Target {
  const globals = dependencies.has('@jest/globals') ? '@jest/globals' : undefined;
  return {
    components: 'src/components',
    schema: 'prisma/schema.prisma',
    // With a controller, so that there is something to look at.
    template: path.join(__dirname, '../template'),
    service: '../../database',
    ending,
    testing: tests === 'vitest' ? 'vitest' : globals,
    reservedNames: [],
  };
}

function adopt(tree: StagedTree, application: Application, how: Split): FirstComponent {
  const { root, schemas, prismaConfig, prismaService } = application;
  const original = schemas.map((file) => ({ file, text: tree.read(file) ?? '' }));
  const adoption = adoptSchema(root, original, how);
  for (const [name, text] of adoption.components) {
    const file = `src/components/${name}/prisma/schema.prisma`;
    if (tree.has(file))
      throw new InitError(`There is a ${file} already: choose another name with --component.`);
    tree.write(file, text);
  }
  for (const file of schemas) tree.remove(file);
  const config = configOf(adoption, prismaConfig?.migrations);
  const left = leftOf(adoption, prismaService);
  if (config !== undefined && !tree.has('prismosaic.config.ts')) tree.write('prismosaic.config.ts', config);
  else if (config !== undefined)
    left.push({ what: 'Say in prismosaic.config.ts where things are:', code: config });
  return {
    names: [...adoption.components.keys()],
    adopted: { definitions: adoption.definitions, original },
    clientFolder: adoption.clientFolder,
    left,
  };
}

/** The configuration of what differs from the defaults; undefined when nothing does. */
function configOf(
  { clientFolder, client, generators }: Adoption,
  migrations: string | undefined,
): string | undefined {
  const options = {
    ...(clientFolder === undefined || clientFolder === 'src/database/client' ? {} : { clientFolder }),
    ...(migrations === undefined || migrations === 'prisma/migrations' ? {} : { migrations }),
    ...(Object.keys(client).length === 0 ? {} : { client }),
    ...(generators.length === 0 ? {} : { generators }),
  };
  if (Object.keys(options).length === 0) return undefined;
  return `import { defineConfig } from 'prismosaic/config';\n\nexport default defineConfig(${literal({ databases: { default: options } })});\n`;
}

function leftOf({ inNodeModules, extensions }: Adoption, service: string | undefined): LeftStep[] {
  const left: LeftStep[] = [];
  if (inNodeModules) {
    const from = service === undefined ? 'src' : path.posix.dirname(service);
    const client = path.posix.relative(from, 'src/database/client/client');
    left.push({
      what: `The client is in src/database/client now, not in node_modules. Import it from there, in ${service ?? 'each file that imports it'}:`,
      code: `import { PrismaClient } from '${client.startsWith('.') ? client : `./${client}`}';`,
    });
  }
  if (extensions !== undefined)
    left.push({
      what: `The composed schema can't say extensions = [${extensions}]. The migrations that exist create them; write what is new into a migration:`,
      code: 'npx prisma migrate dev --create-only --name extensions   # then, in its SQL: CREATE EXTENSION IF NOT EXISTS …;',
    });
  return left;
}
