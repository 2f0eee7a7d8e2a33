import { readConfig } from '../../config/read';
import { loadEnvironment } from '../../ground/environment';
import { migrateDeploy } from '../../prisma-cli/prisma-command';
import { conclude } from '../conclude';
import { openDatabase } from '../database/open-database';
import { interruption } from '../interruption';
import { Steps } from '../steps';
import { environmentOfServer } from '../worker/environment-of-server';
import { assertPortFree } from '../worker/port';
import { build } from './build';
import { compose } from './compose';
import { serve } from './serve';

export interface StartOptions {
  /** Absolute path of the project. */
  root: string;
  /** `.env` is read into it. */
  environment: NodeJS.ProcessEnv;
}

/**
 * From a fresh clone to a served page: database, composition, client, bundle, migrations, server. What is
 * up to date is not made again. Resolves with the exit code once the server has ended: 0 when it was stopped.
 */
export async function start({ root, environment }: StartOptions): Promise<number> {
  const { signal, dispose } = interruption(environment);
  const steps = new Steps({ signal });
  let release = async () => {};
  try {
    loadEnvironment(root, environment);
    await steps.run('Port', () => assertPortFree(environment));
    const { databases } = await steps.run('Database', async (onProgress) => {
      const database = await openDatabase({ root, environment, onProgress, signal });
      release = database.release;
      return database;
    });
    await steps.run('Schemas and client', () => compose(root));
    const [{ bundle }] = await together(
      steps.run('Bundle', () => build(root)),
      steps.run('Migrations', () => migrateDeploy({ root, databases, environment, signal })),
    );
    const { application } = await readConfig(root);
    const options = {
      bundle,
      environment: environmentOfServer(environment, databases, 'production'),
      args: application.startArgs,
      open: application.open,
    };
    return await serve(options, steps, signal);
  } catch (error) {
    return conclude(error, signal);
  } finally {
    await release();
    dispose();
  }
}

/** Both results. Waits for both, then throws the first failure in the given order. */
async function together<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return [await first, await second];
}
