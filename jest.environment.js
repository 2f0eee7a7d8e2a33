'use strict';
// Node's environment for tests, in workers that end at once.
const { createRequire } = require('node:module');

// Jest's own, in Jest's version.
const fromJest = createRequire(createRequire(require.resolve('jest')).resolve('@jest/core'));
const { TestEnvironment } = fromJest('jest-environment-node');

// Jest loads this file in the worker's process itself, outside of any test. A worker that is told to end has nothing left
// to do after a millisecond; but taking a heap of 300 MB apart, in eight processes at once, takes longer than the half
// second that Jest grants: it kills them and blames the tests. The operating system frees it all the same.
const isWorker = process.send !== undefined && /[\\/]jest-worker[\\/]/.test(process.argv[1] ?? '');
if (isWorker) process.once('exit', (code) => process.reallyExit(code));

module.exports = TestEnvironment;
