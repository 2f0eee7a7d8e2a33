import { expect, test } from '@jest/globals';

test('the real environment of this worker names no other worker and no role that changes the structure', () => {
  expect(process.env.PRISMOSAIC_WORKER_URLS).toBeUndefined();
  expect(process.env.MIGRATION_DATABASE_URL).toBeUndefined();
  expect(process.env.DATABASE_URL).toContain(`schema=test_${process.env.JEST_WORKER_ID}`);
});
