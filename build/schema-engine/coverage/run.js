// `npm run test:engine [word …]`: the table of all commands in all situations, or only the rows that contain the words.
require('../../load-typescript');
const { main } = require('./run.ts');

main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
