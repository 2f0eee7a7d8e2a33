'use strict';
require('./build/load-typescript');
const { loadEnvironment } = require('./build/environment.ts');
const base = require('./jest.base');

// Each worker has its own Postgres schema, so Jest must not choose the number of workers.
const most = 32;

function workers() {
  loadEnvironment(__dirname);
  const text = process.env.JEST_WORKERS;
  if (/^[1-9]\d?$/.test(text ?? '') && Number(text) <= most) return Number(text);
  const what = text === undefined ? 'JEST_WORKERS is not set' : `JEST_WORKERS is ${JSON.stringify(text)}`;
  const error = new Error();
  error.stack = `${what}: set it to the number of test workers, a whole number from 1 to ${most}. Each worker has its own database schema.
  npm test                  uses 8
  JEST_WORKERS=4 npx jest   uses 4`;
  throw error;
}

/** @type {import('jest').Config} */
module.exports = {
  maxWorkers: workers(),
  // Generous, because the machines that run this are shared.
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
    // Needs no worker schema: build-time tests start the databases that they need.
    // `npm run test:journeys` tests whole programs.
    {
      ...base,
      displayName: 'build',
      roots: ['<rootDir>/build'],
      testPathIgnorePatterns: ['/node_modules/', '\\.journey\\.spec\\.ts$'],
    },
  ],
};
