// The process that checks types, so that the bundler doesn't wait for it.
require('../ground/load-typescript');
const { serveChecks } = require('./serve-checks.ts');

serveChecks();
