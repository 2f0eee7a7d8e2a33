'use strict';
// In the checkout only: the published package has the compiled file here.
require('../../build/ground/load-typescript');
module.exports = require('./index.ts');
