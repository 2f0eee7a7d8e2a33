'use strict';
const { workerSchemas } = require('prismosaic/jest');

/** @type {import('jest').Config} */
module.exports = {
  ...workerSchemas({ root: __dirname, strategy: process.env.TEST_STRATEGY || 'schema' }),
  globalSetup: '<rootDir>/jest.globalSetup.ts',
  roots: ['<rootDir>/src'],
  testMatch: ['**/*.spec.ts', '**/*.spec.tsx'],
  // Generous, because the machines that run this are shared.
  testTimeout: 180_000,
  transform: {
    '\\.css$': '<rootDir>/jest.transformCss.js',
    '\\.[jt]sx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true, decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  // Nest 12 and what it needs are ES modules only.
  transformIgnorePatterns: [
    '/node_modules/(?!(@nestjs|file-type|strtok3|token-types|uint8array-extras|@tokenizer|@borewit|package-up|find-up-simple)/)',
  ],
};
