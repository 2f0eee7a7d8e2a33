import { Composer, type DatabaseSettings } from '../../composer';
import { formatDiagnostic } from '../../diagnostics';
import { branchInUse, type DatabaseUrls, databaseUrls, embeddedPostgres, type Lease } from '../../postgres';
import { waitForDatabase } from './wait-for-database';

export interface OpenDatabaseOptions {
  root: string;
  environment: NodeJS.ProcessEnv;
  onProgress: (message: string) => void;
  signal: AbortSignal;
}

/** One of the project's databases, with its URLs. */
export interface OpenedDatabase extends DatabaseSettings {
  urls: DatabaseUrls;
}

export interface OpenDatabase {
  /** The one called `default` first. */
  databases: OpenedDatabase[];
  /** A short description of them. */
  summary: string;
  /** Lets the embedded server stop when no other process needs it. Does not touch the user's own server. */
  release(): Promise<void>;
}

/**
 * Opens the databases of the environment, or starts the embedded ones, which then run until `release`. Throws when the
 * project's configuration has errors, and when a database doesn't answer within `DATABASE_CONNECT_TIMEOUT` seconds,
 * 60 unless set.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenDatabase> {
  const { root, environment, onProgress, signal } = options;
  const databases: OpenedDatabase[] = [];
  let lease: Lease | undefined;
  try {
    for (const database of await configured(root)) {
      const urls = await databaseUrls({ root, environment, database, onProgress });
      if (urls.origin === 'environment') {
        await waitForDatabase(urls.migration, { timeout: connectTimeout(environment), onProgress, signal });
      } else lease ??= await embeddedPostgres(root).hold(onProgress);
      databases.push({ ...database, urls });
    }
  } catch (error) {
    await lease?.release();
    throw error;
  }
  const named = databases.filter(({ urls }) => urls.origin === 'environment');
  const summary = [
    ...(lease === undefined ? [] : [embeddedSummary(root)]),
    ...named.map(({ variables }) => `the one in ${variables.runtime}`),
  ].join(', ');
  return { databases, summary, release: async () => lease?.release() };
}

function embeddedSummary(root: string): string {
  const branch = branchInUse(root);
  return `embedded PostgreSQL${branch === undefined ? '' : `, the database of the git branch ${branch}`}`;
}

async function configured(root: string): Promise<DatabaseSettings[]> {
  const { databases, diagnostics } = await new Composer({ root }).databases();
  if (diagnostics.length === 0) return databases;
  throw new Error(diagnostics.map((found) => formatDiagnostic(found, { root, color: false })).join('\n'));
}

function connectTimeout(environment: NodeJS.ProcessEnv): number {
  const seconds = Number(environment.DATABASE_CONNECT_TIMEOUT || 60);
  if (!(seconds >= 0)) {
    throw new Error('DATABASE_CONNECT_TIMEOUT must be a number of seconds, 0 or more.');
  }
  return seconds * 1000;
}
