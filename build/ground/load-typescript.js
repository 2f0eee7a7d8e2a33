'use strict';
// Lets plain Node run this project's TypeScript: `require('./load-typescript')`, then require any `.ts` file.
// ts-node compiles (with swc, no type check). The output is cached by content in node_modules/.cache, so only the
// first start after an edit runs the compiler (200 ms); the others read one file each.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const root = path.resolve(__dirname, '../..');
const cache = path.join(root, 'node_modules', '.cache', 'prismosaic', 'js');
// The project's own settings are for a bundler; Node needs CommonJS.
const settings = {
  module: 'commonjs',
  moduleResolution: 'node10',
  esModuleInterop: true,
  ignoreDeprecations: '6.0',
};
const tools =
  ['ts-node', '@swc/core'].map((name) => require(`${name}/package.json`).version).join() +
  JSON.stringify(settings);

let service;
function compile(text, file) {
  service ??= require('ts-node').create({
    cwd: root,
    projectSearchDir: root,
    swc: true,
    compilerOptions: settings,
  });
  return service.compile(text, file);
}

function compileCached(file, text = fs.readFileSync(file, 'utf8')) {
  const key = createHash('sha256')
    .update(`${tools}\0${process.version}\0${file}\0${text}`)
    .digest('hex')
    .slice(0, 32);
  const target = path.join(cache, `${key}.js`);
  try {
    return fs.readFileSync(target, 'utf8');
  } catch {
    const code = compile(text, file);
    try {
      fs.mkdirSync(cache, { recursive: true });
      const beside = `${target}.${process.pid}`;
      fs.writeFileSync(beside, code);
      fs.renameSync(beside, target);
    } catch {
      // A cache that can't be written only costs time.
    }
    return code;
  }
}

for (const extension of ['.ts', '.tsx']) {
  require.extensions[extension] = (module, file) => module._compile(compileCached(file), file);
}

module.exports = { compileCached };
