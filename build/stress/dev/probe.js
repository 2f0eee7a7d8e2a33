// The long runs load this into `prismosaic dev`: on SIGUSR2 it collects garbage and writes the memory usage to a file.
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
