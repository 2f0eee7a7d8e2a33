// Loaded into `prismosaic dev` by the long runs: on SIGUSR2 it writes what is in memory once the garbage is collected.
const fs = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

const file = process.env.MEMORY_PROBE;
process.on('SIGUSR2', () => {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  fs.writeFileSync(`${file}.part`, JSON.stringify(process.memoryUsage()));
  fs.renameSync(`${file}.part`, file);
});
