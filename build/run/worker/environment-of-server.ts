import type { OpenedDatabase } from '../database/open-database';

/** The server's environment: it has the runtime roles' URLs, and none that may change the structure. */
export function environmentOfServer(
  environment: NodeJS.ProcessEnv,
  databases: readonly Pick<OpenedDatabase, 'urls' | 'variables'>[],
  mode: 'production' | 'development',
): NodeJS.ProcessEnv {
  const addresses = databases.map(({ urls, variables }) => ({
    [variables.runtime]: urls.runtime,
    [variables.migration]: undefined,
    [variables.shadow]: undefined,
  }));
  return Object.assign({ ...environment, NODE_ENV: mode }, ...addresses);
}
