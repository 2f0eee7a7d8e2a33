import path from 'node:path';
import { loadEnvironment } from '../ground/environment';
import { noteSettings, type WorkerSchemaSettings } from '../worker-schemas/strategy';
import { workerCount } from '../worker-schemas/worker-count';

/** The part of `test` in a Vitest configuration that gives each worker its own Postgres schema. */
export interface WorkerSchemaConfig {
  maxWorkers: number;
  globalSetup: string[];
  setupFiles: string[];
}

/**
 * The settings for `vitest.config.ts` that run each worker in a Postgres schema of its own:
 *
 * ```ts
 * export default defineConfig({ test: { ...workerSchemas(), globals: true } });
 * ```
 *
 * `maxWorkers` is `VITEST_MAX_WORKERS`, from the environment or `.env`, or one for each core.
 *
 * @param settings the project's folder, or more
 * @throws an error that says what to do when `VITEST_MAX_WORKERS` is not a whole number from 1 to 32
 */
export function workerSchemas(settings: string | WorkerSchemaSettings = {}): WorkerSchemaConfig {
  const { root } = noteSettings(settings);
  loadEnvironment(root);
  return {
    maxWorkers: workerCount('VITEST_MAX_WORKERS', 'npx vitest'),
    globalSetup: [path.join(__dirname, 'global-setup.mjs')],
    setupFiles: [path.join(__dirname, 'use-worker-schema.js')],
  };
}
