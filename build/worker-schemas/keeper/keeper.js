'use strict';
// In the checkout only: the published package has the compiled file here.
require('../../ground/load-typescript');
require('./keeper.ts');
