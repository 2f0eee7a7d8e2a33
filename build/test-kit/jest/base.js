'use strict';
// What the packages' own tests share: TypeScript through swc, as CommonJS.
const path = require('node:path');
const application = require('../../../jest.config.js');

const root = path.resolve(__dirname, '../../..');

/** @type {import('jest').Config} */
module.exports = {
  rootDir: root,
  testEnvironment: path.join(__dirname, 'environment.js'),
  testMatch: application.testMatch,
  testTimeout: application.testTimeout,
  moduleFileExtensions: ['ts', 'tsx', 'js', 'json', 'node', 'mjs', 'cjs'],
  transform: application.transform,
  transformIgnorePatterns: [
    application.transformIgnorePatterns[0].replace(
      '@nestjs|',
      '@nestjs|@prisma/schema-engine-wasm|@rspack/core|chokidar|readdirp|',
    ),
  ],
};
