// `npm run test:engine [-- [--every <n>] [word …]]`: the table of all commands in all situations, or only the rows that
// contain the words; with `--every 3` each third of them on each server, the same ones each time;
// with `--prisma 7.6.0` on that version of Prisma's command line.
require('../../build/ground/load-typescript');
const { main } = require('./run.ts');

main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
