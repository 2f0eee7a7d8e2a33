#!/usr/bin/env node
'use strict';
require('../ground/load-typescript');
require('./main.ts');
