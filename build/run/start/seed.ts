import { spawn } from 'node:child_process';
import path from 'node:path';
import { readConfig } from '../../config/read';
import { loadEnvironment } from '../../ground/environment';
import { recordedHistory } from '../../migrations/history';
import { migrateDeploy } from '../../prisma-cli/prisma-command';
import { conclude } from '../conclude';
import { type OpenedDatabase, openDatabase } from '../database/open-database';
import { interruption } from '../interruption';
import { Steps } from '../steps';
import { environmentOfServer } from '../worker/environment-of-server';
import { build } from './build';
import { compose } from './compose';
import type { StartOptions } from './start';

const NO_SEED = `the application has no seed: write the arguments with which it adds its first rows and ends into prismosaic.config.ts:
  application: { seedArgs: ['--seed-only'] }`;

/**
 * Runs the application with the arguments that add its first rows. Migrates an embedded database that has never been
 * migrated; the user migrates any other database. Resolves with the exit code: 1 when a seed failed.
 */
export async function seed({ root, environment }: StartOptions): Promise<number> {
  const { signal, dispose } = interruption(environment);
  const steps = new Steps({ signal });
  let release = async () => {};
  try {
    loadEnvironment(root, environment);
    const { seedArgs } = (await readConfig(root)).application;
    if (seedArgs === undefined) throw new Error(NO_SEED);
    const { databases } = await steps.run('Database', async (onProgress) => {
      const database = await openDatabase({ root, environment, onProgress, signal });
      release = database.release;
      return database;
    });
    await steps.run('Schemas and client', () => compose(root));
    // In another folder, because a development server may be running the bundle in the usual one.
    const { bundle } = await steps.run('Bundle', () => build(root, path.join(root, '.prismosaic', 'seed')));
    const empty = await neverMigrated(databases);
    if (empty.length > 0)
      await steps.run('Migrations', () => migrateDeploy({ root, databases: empty, environment, signal }));
    await steps.run('Seed', async () => {
      await run([bundle, ...seedArgs], environmentOfServer(environment, databases, 'production'), signal);
      return { summary: 'done' };
    });
    return 0;
  } catch (error) {
    return conclude(error, signal);
  } finally {
    await release();
    dispose();
  }
}

async function neverMigrated(databases: readonly OpenedDatabase[]): Promise<OpenedDatabase[]> {
  const embedded = databases.filter(({ urls }) => urls.origin !== 'environment');
  const histories = await Promise.all(embedded.map(({ urls }) => recordedHistory(urls.migration)));
  return embedded.filter((_, index) => {
    const { recorded = [], hasTables } = histories[index] ?? {};
    // Tables without a history were pushed, and must be kept.
    return recorded.length === 0 && hasTables === false;
  });
}

/** Rejects when the exit code of the application is not 0; it has printed the reason. */
async function run(program: string[], environment: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, ['--enable-source-maps', ...program], {
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const end = () => child.kill('SIGTERM');
  signal.addEventListener('abort', end, { once: true });
  const [code, by] = await new Promise<[number | null, string | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (...how) => resolve(how));
  });
  signal.removeEventListener('abort', end);
  signal.throwIfAborted();
  if (code !== 0) throw new Error(`the seeds failed (${by ?? `exit code ${code}`}); see their output above`);
}
