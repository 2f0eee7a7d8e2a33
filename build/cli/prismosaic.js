#!/usr/bin/env node
'use strict';
require('../load-typescript');
require('./main.ts');
