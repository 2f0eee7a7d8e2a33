import { expect, test } from '@jest/globals';
import { publishAddresses, workerAddress } from './worker-address';

function environment(worker: string | undefined): NodeJS.ProcessEnv {
  const all = { JEST_WORKER_ID: worker, MIGRATION_DATABASE_URL: 'm', SHADOW_DATABASE_URL: 's', OTHER: 'o' };
  publishAddresses(['first', 'second'], all);
  return all;
}

test('a worker gets its own address and nobody else’s', () => {
  const second = environment('2');
  expect(workerAddress(second)).toBe('second');
  expect(second).toEqual({ JEST_WORKER_ID: '2', OTHER: 'o' });
});

test.each(['3', '0', undefined])('worker %s, which has no schema, is told why', (worker) => {
  expect(() => workerAddress(environment(worker))).toThrow(/JEST_WORKERS says how many/);
});

test('the real environment of this worker names no other worker and no role that changes the structure', () => {
  expect(process.env.PRISMOSAIC_WORKER_URLS).toBeUndefined();
  expect(process.env.MIGRATION_DATABASE_URL).toBeUndefined();
  expect(process.env.DATABASE_URL).toContain(`schema=test_${process.env.JEST_WORKER_ID}`);
});
