import path from 'node:path';
import { conclude } from '../server/conclude';
import { interruption } from '../server/interruption';
import { assertPortFree } from '../server/port';
import { Steps } from '../server/steps';
import { DevServer } from './dev-server';
import { Journal } from './journal';
import { MigrationWatch } from './migrations/migration-watch';
import { Notices } from './notices';
import { rebuildAndReload } from './rebuild-and-reload';
import { Surroundings } from './surroundings/surroundings';
import { SurroundingsWatch } from './surroundings/surroundings-watch';

export interface DevOptions {
  /** Absolute path of the project. */
  root: string;
  /** The variables of `.env` are added to it. */
  environment: NodeJS.ProcessEnv;
}

/**
 * Serves the application, and restarts the server when a saved file changes the bundle, or `.env` the environment. On
 * an error the last good server keeps running. Resolves with the exit code once everything has ended: 0 when it was
 * asked to end.
 */
export async function dev({ root, environment }: DevOptions): Promise<number> {
  const { signal, dispose } = interruption(environment);
  const journal = new Journal();
  const steps = new Steps({ signal });
  const surroundings = new Surroundings({ root, environment, signal });
  const server = new DevServer(
    {
      root,
      environment: () => surroundings.ofServer,
      schemaFolders: () => surroundings.databases.map(({ schemaFolder }) => path.join(root, schemaFolder)),
    },
    journal,
  );
  const notices = new Notices((all) => server.notify(all));
  const options = { root, environment, signal, surroundings, journal, notices };
  const migrations = new MigrationWatch(options);
  migrations.onApplied(() => void server.renew());
  const watch = new SurroundingsWatch({ ...options, server, migrations });
  try {
    surroundings.readEnvironment();
    await steps.run('Port', () => assertPortFree(environment));
    await steps.run('Database', (onProgress) => surroundings.open(onProgress));
    watch.start();
    await rebuildAndReload({ root, server, watch, migrations, journal, signal });
    return 0;
  } catch (error) {
    return conclude(error, signal);
  } finally {
    await watch.close();
    await server.stop();
    await surroundings.release();
    dispose();
  }
}
