const path = require('node:path');
const base = require('../build/test-kit/jest/base');

// One browser and one server at a time: they would only slow each other down.
process.env.JEST_WORKERS = '1';

/** @type {import('jest').Config} */
module.exports = {
  ...base,
  roots: [__dirname],
  testPathIgnorePatterns: ['/strangers/'],
  maxWorkers: 1,
  testTimeout: 60_000,
  setupFiles: ['<rootDir>/build/jest/use-worker-schema.ts'],
  globalSetup: path.join(__dirname, 'jest.globalSetup.ts'),
  globalTeardown: path.join(__dirname, '../build/jest/global-teardown.ts'),
};
