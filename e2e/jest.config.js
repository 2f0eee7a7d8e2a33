const path = require('node:path');
const base = require('../jest.base');

// One browser and one server at a time: they would only slow each other down.
process.env.JEST_WORKERS = '1';

/** @type {import('jest').Config} */
module.exports = {
  ...base,
  roots: [__dirname],
  maxWorkers: 1,
  testTimeout: 60_000,
  setupFiles: ['<rootDir>/src/database/testing/use-worker-schema.ts'],
  globalSetup: path.join(__dirname, 'jest.globalSetup.ts'),
  globalTeardown: '<rootDir>/jest.globalTeardown.ts',
};
