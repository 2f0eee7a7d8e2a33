import { Code, childOf, nodesOf, propertyOf } from '../../ground/code';
import type { Edit } from '../step';
import { readJson, setJson } from './manifest';

/** Gives each worker of Jest or Vitest a Postgres schema of its own. */
export const isolateTests: Edit = (tree, application) => {
  if (application.tests === 'vitest') return editVitest(tree, application);
  return application.tests === 'jest' ? editJest(tree, application) : undefined;
};

const vitestFiles = ['ts', 'mts', 'js', 'mjs'].map((extension) => `vitest.config.${extension}`);

const editVitest: Edit = (tree) => {
  const file = vitestFiles.find((name) => tree.has(name));
  const text = file === undefined ? undefined : tree.read(file);
  if (text?.includes('prismosaic/vitest')) return undefined;
  const line = `import { workerSchemas } from 'prismosaic/vitest';`;
  const left = {
    what: `Give each test worker its own Postgres schema, in ${file ?? 'vitest.config.ts'}:`,
    code: `${line}\n\nexport default defineConfig({ test: { ...workerSchemas() } });`,
  };
  const code = text === undefined ? undefined : Code.parse(text);
  if (code === undefined || file === undefined) return left;
  const tests = nodesOf(code.tree, 'ObjectProperty').filter((one) => childOf(one, 'key')?.name === 'test');
  const [first] = tests;
  const options = first === undefined ? undefined : childOf(first, 'value');
  const own = ['globalSetup', 'maxWorkers'];
  if (tests.length !== 1 || options?.type !== 'ObjectExpression') return left;
  if (own.some((name) => propertyOf(options, name) !== undefined)) return left;
  code.prepend(options, ['...workerSchemas()']);
  code.addImports([line]);
  tree.write(file, code.toString());
  return undefined;
};

const jestFiles = ['ts', 'js', 'mjs', 'cjs', 'json'].map((extension) => `jest.config.${extension}`);

const editJest: Edit = (tree, { esm }) => {
  const line = `const { workerSchemas } = require('prismosaic/jest');`;
  const file = jestFiles.find((name) => tree.has(name));
  if (file !== undefined && tree.read(file)?.includes('prismosaic/jest')) return undefined;
  const settings = readJson(tree, 'package.json')?.jest;
  const isObject = typeof settings === 'object' && settings !== null;
  if (file !== undefined || !isObject || 'globalSetup' in settings || 'setupFiles' in settings) {
    const place = file ?? (isObject ? 'a jest.config.js, since JSON can call no function' : 'jest.config.js');
    return {
      what: `Give each test worker its own Postgres schema, in ${place}:`,
      code: `${line}\n\nmodule.exports = { ...workerSchemas(), /* your settings */ };`,
    };
  }
  const name = esm ? 'jest.config.cjs' : 'jest.config.js';
  tree.write(
    name,
    `${line}\n\nconst isolated = workerSchemas();\n\nmodule.exports = ${withSchemas(settings)};\n`,
  );
  setJson(tree, 'package.json', ['jest'], undefined);
  return undefined;
};

/** The settings as code, since JSON can call no function. */
function withSchemas(settings: object): string {
  const lines = JSON.stringify(settings, null, 2)
    .replace(/^\{\n/, '{\n  ...isolated,\n')
    .replace(/\n\}$/, ',\n}');
  return lines.replace(/^ {2}"transform": \{\n/m, '$&    ...isolated.transform,\n');
}
