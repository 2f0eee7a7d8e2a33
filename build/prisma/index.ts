import { selectSchemaEngine } from '@prismosaic/schema-engine';
import type { PrismaConfig } from 'prisma/config';
import { loadEnvironment } from '../ground/environment';
import { projectRoot } from '../ground/project-root';

/** What a `prisma.config.ts` says about its project. */
export interface ProjectConfig {
  /** The project's root, absolute. @default the nearest folder with a package.json: the working directory, or above it */
  root?: string;
  /** The project's database that Prisma's command line uses. @default 'default' */
  database?: string;
  /** What `npx prisma db seed` runs. @default no seeds */
  seed?: string;
}

/**
 * Prisma's configuration, under a name that a declaration of the project's `prisma.config.ts` can refer to: where nothing is
 * hoisted, the package that declares Prisma's own has none.
 */
export interface ComposedPrismaConfig extends PrismaConfig {}

/**
 * Returns Prisma's configuration, and prepares what the command needs: reads `.env`, selects the schema engine, composes
 * the component schemas, starts the database.
 * @throws CompositionFailedError after printing the diagnostics; other errors say what to do.
 */
export async function prismaConfig(
  options: ProjectConfig = {},
  args: readonly string[] = process.argv.slice(2),
  environment: NodeJS.ProcessEnv = process.env,
): Promise<ComposedPrismaConfig> {
  const project = { ...options, root: options.root ?? projectRoot(process.cwd()) };
  loadEnvironment(project.root, environment);
  selectSchemaEngine({ root: project.root, environment });
  // Loaded only now, while the engine starts.
  const { configurationFor } = await import('./configuration');
  return configurationFor(project, args, environment);
}
