import type { PrismaConfig } from 'prisma/config';
import { loadEnvironment } from '../environment';
import { selectSchemaEngine } from '../schema-engine';

/** What a `prisma.config.ts` says about its project. */
export interface ProjectConfig {
  /** The project's root, absolute. */
  root: string;
  /** Which of the project's databases Prisma's command line is to serve. @default 'default' */
  database?: string;
  /** What `npx prisma db seed` runs. @default there are no seeds */
  seed?: string;
}

/**
 * Prisma's configuration, and all that a command needs: `.env` is read, the schema engine selected, the component
 * schemas composed, the database brought up; each only when the command needs it.
 * @throws CompositionFailedError after printing the diagnostics; what else is thrown says what to do.
 */
export async function prismaConfig(
  project: ProjectConfig,
  args: readonly string[] = process.argv.slice(2),
  environment: NodeJS.ProcessEnv = process.env,
): Promise<PrismaConfig> {
  loadEnvironment(project.root, environment);
  selectSchemaEngine({ root: project.root, environment });
  // Only now the rest is loaded: the engine starts meanwhile.
  const { configurationFor } = await import('./configuration');
  return configurationFor(project, args, environment);
}
