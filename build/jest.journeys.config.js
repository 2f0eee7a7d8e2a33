const base = require('./test-kit/jest/base');

// Whole programs, started as a user starts them. Each keeps a core busy for tens of seconds, so run two at a time.
/** @type {import('jest').Config} */
module.exports = {
  ...base,
  roots: ['<rootDir>/build', '<rootDir>/engine'],
  testMatch: ['**/*.journey.spec.ts'],
  maxWorkers: 2,
  testTimeout: 300_000,
};
