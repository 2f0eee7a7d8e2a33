const base = require('../../build/test-kit/jest/base');

// Applications that are not this one, with the packed packages. Each installs hundreds of packages: one at a time.
/** @type {import('jest').Config} */
module.exports = {
  ...base,
  roots: [__dirname],
  testPathIgnorePatterns: ['/compatibility/'],
  maxWorkers: 1,
  testTimeout: 900_000,
  globalSetup: require.resolve('./pack.ts'),
};
