'use strict';
// Asks the questions in a separate process, because the prompt library is an ECMAScript module. Each answer is typed
// once its question is shown. Prints the answers.
require('../../ground/load-typescript');
const { PassThrough } = require('node:stream');
const { askForComponent } = require('../../new/component/questions.ts');

const [said, answers, used] = process.argv.slice(2).map((text) => JSON.parse(text));
const taken = (name) => (used.includes(name) ? `${name} exists already` : undefined);
const input = new PassThrough();
const output = new PassThrough();
let shown = '';
output.on('data', (bytes) => {
  shown += bytes;
  const [next] = answers;
  if (next === undefined || !shown.includes(next.question)) return;
  answers.shift();
  shown = '';
  // Waits until the question is complete and accepts keys.
  setTimeout(() => {
    for (const key of next.keys) input.write(key);
  }, 20);
});
// A pipe in memory does not keep the process alive.
setTimeout(() => process.exit(1), 15_000);
askForComponent(said, { name: taken, model: taken, hasPages: true }, { input, output })
  .catch((error) => ({ refused: error.message, asked: shown !== '' }))
  .then((given) => {
    process.stdout.write(JSON.stringify(given ?? null));
    process.exit();
  });
