#!/usr/bin/env node
require('../../build/ground/load-typescript');
const { main } = require('../process/main.ts');

main(process.argv.slice(2), process.env).catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
