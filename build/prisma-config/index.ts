import path from 'node:path';
import type { PrismaConfig } from 'prisma/config';
import { isLanguageServer, schemaForEditor } from '../editor';
import { loadEnvironment } from '../environment';
import { selectSchemaEngine } from '../schema-engine';
import { needsOf } from './command';

/** What `prisma.config.ts` says about its project. */
export interface ProjectConfig {
  /** The project's root, absolute. */
  root: string;
  /** Where the composed schema is published, relative to the root. @default 'prisma/schema' */
  schema?: string;
  /** Where the migrations are, relative to the root. @default 'prisma/migrations' */
  migrations?: string;
  /** What `npx prisma db seed` runs. @default there are no seeds */
  seed?: string;
}

/** The component schemas are at fault. What is wrong with them has been said on stderr. */
export class CompositionFailedError extends Error {
  override name = 'CompositionFailedError';
}

/**
 * Prisma's configuration, and all that a command needs: `.env` is read, the schema engine selected, the component
 * schemas composed, the database brought up; each only when the command needs it.
 * @throws CompositionFailedError after printing the diagnostics; what else is thrown says what to do.
 */
export async function prismaConfig(
  { root, schema = 'prisma/schema', migrations = 'prisma/migrations', seed }: ProjectConfig,
  args: readonly string[] = process.argv.slice(2),
  environment: NodeJS.ProcessEnv = process.env,
): Promise<PrismaConfig> {
  const needs = needsOf(args);
  loadEnvironment(root, environment);
  selectSchemaEngine({ root, environment });
  if (needs.schema) await compose(root);
  const host = { program: process.argv[1] ?? '', args, environment };
  const seen = isLanguageServer(host) ? await schemaForEditor({ root, schema }, host) : schema;
  const config: PrismaConfig = { schema: seen, migrations: { path: migrations, seed } };
  return needs.database ? { ...config, datasource: await datasource(root, environment) } : config;
}

async function compose(root: string): Promise<void> {
  const { Composer } = await import('../composer');
  const { ok, diagnostics } = await new Composer({ root }).run({ generate: false });
  if (diagnostics.length === 0) return;
  const { formatDiagnostic } = await import('../diagnostics');
  const color = process.stderr.isTTY === true;
  for (const diagnostic of diagnostics)
    process.stderr.write(`${formatDiagnostic(diagnostic, { root, color })}\n`);
  if (ok) return;
  const folder = path.join('src', 'components');
  throw new CompositionFailedError(`the schemas in ${folder} have the errors above, so nothing was done.`);
}

async function datasource(root: string, environment: NodeJS.ProcessEnv): Promise<PrismaConfig['datasource']> {
  const { databaseUrls } = await import('../postgres');
  const onProgress = (message: string) => process.stderr.write(`${message}\n`);
  const { migration, shadow } = await databaseUrls({ root, environment, onProgress });
  return { url: migration, shadowDatabaseUrl: shadow };
}
