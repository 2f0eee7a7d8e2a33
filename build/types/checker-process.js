// The process that checks types: beside the bundler, and never in its way.
require('../load-typescript');
const { serveChecks } = require('./serve-checks.ts');

serveChecks();
