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

test('a worker gets its own address in each database and no other worker’s', () => {
  const second = environment('2');
  takeWorkerAddresses(second);
  expect(second).toEqual({
    JEST_WORKER_ID: '2',
    DATABASE_URL: 'second',
    STOCK_DATABASE_URL: 'second stock',
    OTHER: 'o',
  });
});

test.each(['3', '0', undefined])('worker %s, which has no schema, gets an error that says why', (worker) => {
  const without = environment(worker);
  expect(() => takeWorkerAddresses(without)).toThrow(/JEST_WORKERS sets the number of workers/);
  // Not even the application's own address, whose rows no test may touch.
  expect(without).toEqual({ JEST_WORKER_ID: worker, OTHER: 'o' });
});

test('the real environment of this worker names no other worker and no role that changes the structure', () => {
  expect(process.env.PRISMOSAIC_WORKER_URLS).toBeUndefined();
  expect(process.env.MIGRATION_DATABASE_URL).toBeUndefined();
  expect(process.env.DATABASE_URL).toContain(`schema=test_${process.env.JEST_WORKER_ID}`);
});
