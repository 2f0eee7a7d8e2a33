import type { DatabaseUrls } from '../postgres';

/** What the server may know: the runtime role's URL, and never one that may change the structure. */
export function environmentOfServer(
  environment: NodeJS.ProcessEnv,
  urls: DatabaseUrls,
  mode: 'production' | 'development',
): NodeJS.ProcessEnv {
  return {
    ...environment,
    NODE_ENV: mode,
    DATABASE_URL: urls.runtime,
    MIGRATION_DATABASE_URL: undefined,
    SHADOW_DATABASE_URL: undefined,
  };
}
