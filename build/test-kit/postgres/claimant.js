require('../../ground/load-typescript');
const { embeddedPostgres } = require('../../postgres/index.ts');

embeddedPostgres(process.argv[2])
  .claim((message) => process.stderr.write(`${message}\n`))
  .then(
    ({ port }) => {
      process.stdout.write(`${port}\n`);
      process.stdin.resume();
    },
    (error) => {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 1;
    },
  );
