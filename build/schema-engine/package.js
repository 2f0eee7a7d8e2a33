// `prismosaic/schema-engine`: for projects that use nothing else of Prismosaic.
require('../load-typescript');
module.exports = require('./index.ts');
