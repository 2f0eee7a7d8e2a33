// `npm run stress [-- name …]`: all long runs, or the named ones.
require('../ground/load-typescript');
const { main } = require('./run.ts');

main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
