const strangers = require('../jest.config');

// Each application takes two minutes: `npm run compatibility`, before a release.
/** @type {import('jest').Config} */
module.exports = {
  ...strangers,
  testPathIgnorePatterns: [],
  roots: [__dirname],
  reporters: ['default', require.resolve('./reporter.ts')],
};
