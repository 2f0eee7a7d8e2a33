import { loadEnvironment } from '../environment';
import { conclude } from '../server/conclude';
import { environmentOfServer } from '../server/environment-of-server';
import { interruption } from '../server/interruption';
import { openDatabase } from '../server/open-database';
import { assertPortFree } from '../server/port';
import { Steps } from '../server/steps';
import { DevServer } from './dev-server';
import { Journal } from './journal';
import { MigrationWatch } from './migration-watch';
import { rebuildAndReload } from './rebuild-and-reload';

export interface DevOptions {
  /** Absolute path of the project. */
  root: string;
  /** `.env` is read into it. */
  environment: NodeJS.ProcessEnv;
}

/**
 * Serves the application and serves it anew whenever a saved file changed its bundle. What is broken meanwhile leaves
 * the last good server in place. Resolves with the exit code once all has ended: 0 when it was asked to.
 */
export async function dev({ root, environment }: DevOptions): Promise<number> {
  const { signal, dispose } = interruption(environment);
  const journal = new Journal();
  const steps = new Steps({ signal });
  let release = async () => {};
  let server: DevServer | undefined;
  try {
    loadEnvironment(root, environment);
    await steps.run('Port', () => assertPortFree(environment));
    const { databases } = await steps.run('Database', async (onProgress) => {
      const database = await openDatabase({ root, environment, onProgress, signal });
      release = database.release;
      return database;
    });
    server = new DevServer(environmentOfServer(environment, databases, 'development'), journal);
    const migrations = new MigrationWatch({ root, databases, environment, signal }, journal);
    await rebuildAndReload({ root, server, migrations, journal, signal });
    return 0;
  } catch (error) {
    return conclude(error, signal);
  } finally {
    await server?.stop();
    await release();
    dispose();
  }
}
