'use strict';
const base = require('./test-kit/jest/base');

// The packages' own tests. They need no worker schema: they start the databases that they need.
// `npm run test:journeys` tests whole programs.
/** @type {import('jest').Config} */
module.exports = {
  ...base,
  roots: ['<rootDir>/build', '<rootDir>/engine', '<rootDir>/runtime'],
  // Many wait for a server or a child process.
  maxWorkers: 4,
  testPathIgnorePatterns: ['/node_modules/', '\\.journey\\.spec\\.ts$'],
};
