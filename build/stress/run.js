// `npm run stress [-- name …]`: the long runs, or those of them that are named.
require('../load-typescript');
const { main } = require('./run.ts');

main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
