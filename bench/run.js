// `npm run bench -- compose`: runs the benchmarks named, or all. A benchmark is a file here that exports `bench()`.
const fs = require('node:fs');
const path = require('node:path');
require('../build/ground/load-typescript');

async function main(names) {
  for (const name of names) {
    console.log(`\n## ${name}\n`);
    await require(path.join(__dirname, `${name}.bench.ts`)).bench();
  }
}

const suffix = '.bench.ts';
const all = fs
  .readdirSync(__dirname)
  .filter((file) => file.endsWith(suffix))
  .map((file) => file.slice(0, -suffix.length))
  .sort();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`Unknown benchmark: ${unknown.join(', ')}. Benchmarks: ${all.join(', ')}.`);
  process.exitCode = 2;
} else {
  main(asked.length > 0 ? asked : all).catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
}
