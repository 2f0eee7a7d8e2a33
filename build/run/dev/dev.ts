import path from 'node:path';
import { readConfig } from '../../config/read';
import { conclude } from '../conclude';
import { interruption } from '../interruption';
import { Steps } from '../steps';
import { assertPortFree } from '../worker/port';
import { DevServer } from './dev-server';
import { DevEnvironment } from './environment/dev-environment';
import { EnvironmentWatch } from './environment/environment-watch';
import { Journal } from './journal';
import { MigrationWatch } from './migrations/migration-watch';
import { Notices } from './notices';
import { rebuildAndReload } from './rebuild-and-reload';

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
  const devEnvironment = new DevEnvironment({ root, environment, signal });
  const { application } = await readConfig(root);
  const server = new DevServer(
    {
      root,
      environment: () => devEnvironment.ofServer,
      args: application.startArgs,
      schemaFolders: () => devEnvironment.databases.map(({ schemaFolder }) => path.join(root, schemaFolder)),
    },
    journal,
  );
  const notices = new Notices((all) => server.notify(all));
  const options = { root, environment, signal, devEnvironment, journal, notices };
  const migrations = new MigrationWatch(options);
  migrations.onApplied(() => void server.renew());
  const watch = new EnvironmentWatch({ ...options, server, migrations });
  try {
    devEnvironment.readEnvironment();
    await steps.run('Port', () => assertPortFree(environment));
    await steps.run('Database', (onProgress) => devEnvironment.open(onProgress));
    watch.start();
    await rebuildAndReload({ root, server, watch, migrations, journal, signal });
    return 0;
  } catch (error) {
    return conclude(error, signal);
  } finally {
    await watch.close();
    await server.stop();
    await devEnvironment.release();
    dispose();
  }
}
