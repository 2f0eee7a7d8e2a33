import path from 'node:path';
import type { PrismaConfig } from 'prisma/config';
import { Composer, type DatabaseSettings, placesOf } from '../composer';
import { isLanguageServer, schemaForEditor } from '../editor';
import { announceSlow } from '../ground/announce-slow';
import type { InspectedDatabase } from '../migrations';
import { type Asked, type External, externals, type OwnershipPlace, rememberTables } from '../ownership';
import type { DatabaseUrls } from '../postgres';
import {
  bringsInLine,
  comparesStructure,
  formats,
  looksAtMigrations,
  makesMigrations,
  meetsHistory,
  needsOf,
} from './command';
import type { ProjectConfig } from './index';
import { reportUnreplayable } from './unreplayable';

/** The component schemas have errors, which stderr has shown. */
export class CompositionFailedError extends Error {
  override name = 'CompositionFailedError';
}

/** `prisma format` would format files that the next command composes again, and can't resolve a component alone. */
export class FormatElsewhereError extends Error {
  override name = 'FormatElsewhereError';

  constructor() {
    super(
      '`prisma format` does not format component schemas, so nothing was formatted. ' +
        'Run `npx prismosaic format` (or `npx prismosaic format --check`) to format the component schemas.',
    );
  }
}

/**
 * Returns Prisma's configuration. Composes the component schemas and starts the database when the command needs them.
 * @throws FormatElsewhereError, and CompositionFailedError after printing the diagnostics; other errors say what to do.
 */
export async function configurationFor(
  { root, database = 'default', seed }: ProjectConfig & { root: string },
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<PrismaConfig> {
  await refuseToFormat(root, args);
  const needs = needsOf(args);
  const { databases } = await new Composer({ root }).databases();
  const places = databases.find(({ name }) => name === database) ?? placesOf(database);
  if (needs.schema) await compose(root, database, comparesStructure(args));
  const asked = needs.schema ? await new Composer({ root }).asked(database) : undefined;
  if (asked !== undefined && makesMigrations(args))
    rememberAtEnd({ root, database: places }, asked, bringsInLine(args));
  const host = { program: process.argv[1] ?? '', args, environment };
  const schema = isLanguageServer(host)
    ? await schemaForEditor({ root, schema: places.schemaFolder }, host)
    : places.schemaFolder;
  // Absolute: Prisma resolves relative paths from the folder of its configuration file.
  const config: PrismaConfig = {
    schema: path.join(root, schema),
    migrations: { path: path.join(root, places.migrations), seed },
  };
  if (needs.database) {
    const urls = await addresses(root, places, environment);
    config.datasource = { url: urls.migration, shadowDatabaseUrl: urls.shadow };
    if (meetsHistory(args)) await sayState(root, { ...places, urls });
  }
  if (asked === undefined) return config;
  const schemaName = postgresSchema(config.datasource?.url);
  if (looksAtMigrations(args))
    await reportUnreplayable({ root, folder: places.migrations, schema: schemaName });
  return { ...config, ...keep(externals({ root, database: places }, asked, schemaName)) };
}

/** Prisma may still format schemas that are not ours. */
async function refuseToFormat(root: string, args: readonly string[]): Promise<void> {
  const formatted = formats(args);
  if (formatted === undefined) return;
  const named = formatted.schema === undefined ? undefined : path.resolve(formatted.schema);
  const all = await new Composer({ root }).schemas();
  const ours = all.flatMap(({ database, files }) => [database.schemaFolder, ...files]);
  const within = (place: string): boolean =>
    named === path.join(root, place) || named?.startsWith(path.join(root, place) + path.sep) === true;
  if (named === undefined || ours.some(within)) throw new FormatElsewhereError();
}

/** Makes Prisma ignore what was detached. */
function keep({ tables, enums }: External): Pick<PrismaConfig, 'experimental' | 'tables' | 'enums'> {
  if (tables.length + enums.length === 0) return {};
  return {
    experimental: { externalTables: true },
    ...(tables.length === 0 ? {} : { tables: { external: tables } }),
    ...(enums.length === 0 ? {} : { enums: { external: enums } }),
  };
}

function postgresSchema(url: string | undefined): string {
  return (url !== undefined && new URL(url).searchParams.get('schema')) || 'public';
}

/** Stops a command that may drop what no component has any more, until `drop` allows it. */
async function compose(root: string, database: string, comparing: boolean): Promise<void> {
  const composer = new Composer({ root });
  const { databases } = await composer.databases();
  if (databases.length > 0 && !databases.some(({ name }) => name === database)) {
    const known = databases.map(({ name }) => name).join(', ');
    throw new CompositionFailedError(
      `prismosaic.config.ts has no database "${database}", so nothing was done. It has: ${known}.`,
    );
  }
  const removals = comparing ? 'error' : 'warning';
  const { ok, diagnostics } = await announceSlow('Composing the component schemas', () =>
    composer.run({ generate: false, database, removals }),
  );
  if (diagnostics.length === 0) return;
  const { formatDiagnostic, wantsColor } = await import('../diagnostics');
  const color = wantsColor(process.stderr, process.env);
  for (const diagnostic of diagnostics)
    process.stderr.write(`${formatDiagnostic(diagnostic, { root, color })}\n`);
  if (ok) return;
  throw new CompositionFailedError('the components have the errors above, so nothing was done.');
}

/** Records what is in the database after this command, so that no later one drops it without a decision. */
function rememberAtEnd(place: OwnershipPlace, asked: Asked, complete: boolean): void {
  process.once('exit', (code) => {
    if (code === 0) rememberTables(place, asked, { complete });
  });
}

async function addresses(
  root: string,
  database: Pick<DatabaseSettings, 'name' | 'variables'>,
  environment: NodeJS.ProcessEnv,
): Promise<DatabaseUrls> {
  const { databaseUrls } = await import('../postgres');
  const onProgress = (message: string) => process.stderr.write(`${message}\n`);
  return databaseUrls({ root, environment, database, onProgress });
}

/** Shows the state that would make Prisma ask for a reset or refuse. Prisma reports an unreachable database. */
async function sayState(root: string, database: InspectedDatabase): Promise<void> {
  const { formatAdvice, MigrationInspection } = await import('../migrations');
  const advice = await new MigrationInspection(root).obstacle(database).catch(() => undefined);
  if (advice !== undefined) process.stderr.write(`${formatAdvice(advice)}\n\n`);
}
