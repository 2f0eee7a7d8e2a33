import { type DatabaseUrls, databaseUrls, embeddedPostgres } from '../postgres';
import { waitForDatabase } from './wait-for-database';

export interface OpenDatabaseOptions {
  root: string;
  environment: NodeJS.ProcessEnv;
  onProgress: (message: string) => void;
  signal: AbortSignal;
}

export interface OpenDatabase {
  urls: DatabaseUrls;
  /** What it is, in a few words. */
  summary: string;
  /** Lets the embedded server stop once nobody else needs it; nothing to do with the user's own. */
  release(): Promise<void>;
}

/**
 * Brings up the database that the environment names, or the embedded one, which then stays up until `release`.
 * Throws when it doesn't answer within `DATABASE_CONNECT_TIMEOUT` seconds, 60 unless set.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenDatabase> {
  const { root, environment, onProgress, signal } = options;
  const urls = await databaseUrls({ root, environment, onProgress });
  if (urls.origin === 'environment') {
    await waitForDatabase(urls.migration, { timeout: connectTimeout(environment), onProgress, signal });
    return { urls, summary: 'the one that DATABASE_URL names', release: async () => {} };
  }
  const lease = await embeddedPostgres(root).hold(onProgress);
  return { urls, summary: 'embedded PostgreSQL', release: () => lease.release() };
}

function connectTimeout(environment: NodeJS.ProcessEnv): number {
  const seconds = Number(environment.DATABASE_CONNECT_TIMEOUT || 60);
  if (!(seconds >= 0)) {
    throw new Error('DATABASE_CONNECT_TIMEOUT must be a number of seconds, 0 or more.');
  }
  return seconds * 1000;
}
