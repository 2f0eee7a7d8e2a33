// A separate process that composes: `node compose-child.js <root> [compose options as JSON]`.
require('../../ground/load-typescript');
const { Composer } = require('../../composer/composer.ts');

const [, , root, options = '{}'] = process.argv;
void new Composer({ root, onProgress: console.error }).run(JSON.parse(options)).then((outcome) => {
  process.stdout.write(JSON.stringify(outcome));
  process.exitCode = outcome.ok ? 0 : 1;
});
