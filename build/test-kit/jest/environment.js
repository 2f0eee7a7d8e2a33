'use strict';
// Jest's Node environment, with workers that exit immediately.
const { createRequire } = require('node:module');

// Jest's own environment, in Jest's version.
const fromJest = createRequire(createRequire(require.resolve('jest')).resolve('@jest/core'));
const { TestEnvironment } = fromJest('jest-environment-node');

// Jest loads this file in the worker's process, outside of any test. When Jest ends a worker, the worker has nothing left
// to do after a millisecond. But freeing a heap of 300 MB, in eight processes at the same time, takes longer than the
// half second that Jest allows: Jest kills them and blames the tests. The operating system frees the memory anyway.
const isWorker = process.send !== undefined && /[\\/]jest-worker[\\/]/.test(process.argv[1] ?? '');
if (isWorker) process.once('exit', (code) => process.reallyExit(code));

module.exports = TestEnvironment;
