'use strict';
// What all Jest configurations here share: TypeScript through swc, as CommonJS.
/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  testEnvironment: '<rootDir>/jest.environment.js',
  testMatch: ['**/*.spec.ts', '**/*.spec.tsx'],
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
  transformIgnorePatterns: [
    '/node_modules/(?!(@nestjs|file-type|strtok3|token-types|uint8array-extras|@tokenizer|@borewit|package-up|find-up-simple|@prisma/schema-engine-wasm|@rspack/core)/)',
  ],
};
