import { expect, test } from '@jest/globals';
import { publishAddresses, takeWorkerAddresses } from './worker-address';

function variables(prefix = '') {
  return {
    runtime: `${prefix}DATABASE_URL`,
    migration: `${prefix}MIGRATION_DATABASE_URL`,
    shadow: `${prefix}SHADOW_DATABASE_URL`,
  };
}

function environment(worker: string | undefined): NodeJS.ProcessEnv {
  const all = {
    JEST_WORKER_ID: worker,
    MIGRATION_DATABASE_URL: 'm',
    SHADOW_DATABASE_URL: 's',
    STOCK_DATABASE_URL: 'r',
    STOCK_MIGRATION_DATABASE_URL: 'm',
    OTHER: 'o',
  };
  publishAddresses(
    [
      { variables: variables(), urls: ['first', 'second'] },
      { variables: variables('STOCK_'), urls: ['first stock', 'second stock'] },
    ],
    all,
  );
  return all;
}

function take(environment: NodeJS.ProcessEnv): void {
  const advice = 'JEST_WORKERS sets the number of workers.';
  takeWorkerAddresses(environment, { number: Number(environment.JEST_WORKER_ID), advice });
}

test('a worker gets its own address in each database and no other worker’s', () => {
  const second = environment('2');
  take(second);
  expect(second).toEqual({
    JEST_WORKER_ID: '2',
    DATABASE_URL: 'second',
    STOCK_DATABASE_URL: 'second stock',
    OTHER: 'o',
    PRISMOSAIC_WORKER: '2',
  });
});

test('a worker that runs several files in one environment keeps its address', () => {
  const second = environment('2');
  take(second);
  take(second);
  expect(second).toMatchObject({ DATABASE_URL: 'second', STOCK_DATABASE_URL: 'second stock' });
  // Another worker is not taken for it.
  expect(() => take({ ...second, JEST_WORKER_ID: '1' })).toThrow('Test worker 1 has no schema.');
});

test.each(['3', '0', undefined])('worker %s, which has no schema, gets an error that says why', (worker) => {
  const without = environment(worker);
  expect(() => take(without)).toThrow(/JEST_WORKERS sets the number of workers/);
  // Not even the application's own address, whose rows no test may touch.
  expect(without).toEqual({ JEST_WORKER_ID: worker, OTHER: 'o' });
});
