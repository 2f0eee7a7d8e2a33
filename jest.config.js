'use strict';
require('./build/load-typescript');
const { loadEnvironment } = require('./build/environment.ts');
const base = require('./jest.base');

// Each worker has a Postgres schema of its own, so their number is never left to Jest's guess.
const most = 32;

function workers() {
  loadEnvironment(__dirname);
  const text = process.env.JEST_WORKERS;
  if (/^[1-9]\d?$/.test(text ?? '') && Number(text) <= most) return Number(text);
  const what = text === undefined ? 'JEST_WORKERS is not set' : `JEST_WORKERS is ${JSON.stringify(text)}`;
  const error = new Error();
  error.stack = `${what}: say with a whole number from 1 to ${most} how many test workers there are, each with a database schema of its own.
  npm test                  takes 8
  JEST_WORKERS=4 npx jest   takes 4`;
  throw error;
}

/** @type {import('jest').Config} */
module.exports = {
  maxWorkers: workers(),
  // Generous: the machines that run this are shared.
  testTimeout: 180_000,
  projects: [
    {
      ...base,
      displayName: 'application',
      roots: ['<rootDir>/src'],
      setupFiles: ['<rootDir>/src/database/testing/use-worker-schema.ts'],
      globalSetup: '<rootDir>/jest.globalSetup.ts',
      globalTeardown: '<rootDir>/jest.globalTeardown.ts',
    },
    // Needs no worker schema: what a build-time test needs of a database, it brings up itself.
    // Whole programs have a run of their own, `npm run test:journeys`.
    {
      ...base,
      displayName: 'build',
      roots: ['<rootDir>/build'],
      testPathIgnorePatterns: ['/node_modules/', '\\.journey\\.spec\\.ts$'],
    },
  ],
};
