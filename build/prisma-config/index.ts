import type { PrismaConfig } from 'prisma/config';
import { loadEnvironment } from '../environment';
import { selectSchemaEngine } from '../schema-engine';

/** What a `prisma.config.ts` says about its project. */
export interface ProjectConfig {
  /** The project's root, absolute. */
  root: string;
  /** The project's database that Prisma's command line uses. @default 'default' */
  database?: string;
  /** What `npx prisma db seed` runs. @default no seeds */
  seed?: string;
}

/**
 * Returns Prisma's configuration, and prepares what the command needs: reads `.env`, selects the schema engine, composes
 * the component schemas, starts the database.
 * @throws CompositionFailedError after printing the diagnostics; other errors say what to do.
 */
export async function prismaConfig(
  project: ProjectConfig,
  args: readonly string[] = process.argv.slice(2),
  environment: NodeJS.ProcessEnv = process.env,
): Promise<PrismaConfig> {
  loadEnvironment(project.root, environment);
  selectSchemaEngine({ root: project.root, environment });
  // Loaded only now, while the engine starts.
  const { configurationFor } = await import('./configuration');
  return configurationFor(project, args, environment);
}
