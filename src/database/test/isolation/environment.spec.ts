import { expect, test } from '@jest/globals';

test('the real environment of this worker names no other worker and no role that changes the structure', () => {
  expect(process.env.PRISMOSAIC_TEST_RUN).toBeUndefined();
  expect(process.env.MIGRATION_DATABASE_URL).toBeUndefined();
  const [, number] = /(?:\?schema=|_)test_(\d+)/.exec(process.env.DATABASE_URL ?? '') ?? [];
  // Another run at the same time has the numbers from 101 on.
  expect(Number(number) % 100).toBe(Number(process.env.JEST_WORKER_ID));
});
