import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Composer } from '../composer/composer';
import type { GeneratorConfig } from '../config';
import { TemporaryProject } from '../test-kit/composer/project';

const checkout = path.resolve(__dirname, '../..');
/** A generator that counts its runs, and makes, changes or breaks what its options say. */
const generator = `const { generatorHandler } = require('@prisma/generator-helper');
const fs = require('node:fs');
const path = require('node:path');

generatorHandler({
  onManifest: () => ({ prettyName: 'Names', defaultOutput: './names' }),
  async onGenerate({ dmmf, generator, otherGenerators }) {
    fs.appendFileSync(generator.config.log, 'x');
    if (generator.config.fails) throw new Error('no names today');
    const names = dmmf.datamodel.models.map(({ name }) => name).join(' ');
    if (generator.config.patches) {
      const file = path.join(otherGenerators[0].output.value, 'models.ts');
      return fs.appendFileSync(file, '// ' + names);
    }
    const output = generator.output.value;
    if (path.extname(output) !== '') return fs.writeFileSync(output, names);
    fs.mkdirSync(output, { recursive: true });
    fs.writeFileSync(path.join(output, 'names.txt'), names);
  },
});
`;
let project: TemporaryProject;

beforeEach(() => {
  project = new TemporaryProject()
    .schema('shop', 'model Shop {\n  id Int @id\n}\n')
    .write('names.js', generator);
  fs.symlinkSync(path.join(checkout, 'node_modules'), project.path('node_modules'), 'junction');
});
afterEach(() => project.dispose());

/** Composes with generators. Returns the diagnostics, and how often a generator ran since the last time. */
async function compose(...generators: (Omit<GeneratorConfig, 'provider'> & { provider?: string })[]) {
  const log = project.path('runs.log');
  fs.writeFileSync(log, '');
  const settings = generators.map((one) => ({
    provider: 'node ./names.js',
    ...one,
    options: { ...one.options, log },
  }));
  project.write(
    'prismosaic.config.ts',
    `export default { databases: { default: { generators: ${JSON.stringify(settings)} } } };`,
  );
  const { diagnostics } = await new Composer({ root: project.root }).run();
  return {
    reported: diagnostics.map(({ code, message }) => `${code} ${message}`),
    runs: project.read('runs.log').length,
  };
}

const folder = { name: 'names', output: 'src/generated/names' };
const file = { name: 'docs', output: 'docs/names.txt' };

test('a generator makes a folder or a file, and runs only when the composed schema has changed', async () => {
  expect(await compose(folder, file)).toEqual({ reported: [], runs: 2 });
  expect(project.read('src/generated/names/names.txt')).toBe('Shop');
  expect(project.read('docs/names.txt')).toBe('Shop');
  expect(await compose(folder, file)).toEqual({ reported: [], runs: 0 });
  project.schema('shop', 'model Shop {\n  id Int @id\n}\n\nmodel Good {\n  id Int @id\n}\n');
  expect(await compose(folder, file)).toEqual({ reported: [], runs: 2 });
  expect(project.read('docs/names.txt')).toBe('Shop Good');
});

test('a generator of the project’s own runs again when its program changes', async () => {
  await compose(file);
  project.write('names.js', generator.replace("join(' ')", "join('+')"));
  expect(await compose(file)).toEqual({ reported: [], runs: 1 });
});

test('an output that was deleted comes back', async () => {
  await compose(file);
  project.remove('docs');
  expect(await compose(file)).toEqual({ reported: [], runs: 1 });
  expect(project.has('docs/names.txt')).toBe(true);
});

test('a generator may change the client, each time from the same beginning', async () => {
  const patching = { name: 'patching', options: { patches: true } };
  expect(await compose(patching)).toEqual({ reported: [], runs: 1 });
  expect(project.read('src/database/client/models.ts')).toMatch(/\/\/ Shop$/);
  project.schema('shop', 'model Shop {\n  id Int @id\n  name String\n}\n');
  expect(await compose(patching)).toEqual({ reported: [], runs: 1 });
  expect(project.read('src/database/client/models.ts').match(/\/\/ Shop/g)).toHaveLength(1);
  expect(await compose()).toEqual({ reported: [], runs: 0 });
  expect(project.read('src/database/client/models.ts')).not.toContain('// Shop');
});

test('the failure of one is a diagnostic with its name, and everything stays as it was', async () => {
  await compose(folder);
  const before = project.snapshot('src');
  project.schema('shop', 'model Shop {\n  id Int @id\n  name String\n}\n');
  const written = project.snapshot('prisma');
  const { reported } = await compose(folder, { ...file, options: { fails: true } });
  expect(reported).toEqual([
    expect.stringMatching(/^GENERATOR_FAILED The generator "docs" [\s\S]*no names today/),
  ]);
  const { 'components/shop/prisma/schema.prisma': _, ...rest } = project.snapshot('src');
  const { 'components/shop/prisma/schema.prisma': __, ...others } = before;
  expect(rest).toEqual(others);
  expect(project.snapshot('prisma')).toEqual(written);
  expect(project.has('docs')).toBe(false);
});

test('files that no output names are not lost in silence', async () => {
  const { reported } = await compose({ name: 'stray' });
  expect(reported).toEqual([
    'GENERATOR_FAILED The generator "stray" (node ./names.js) failed: It made prisma/schema/names/names.txt.',
  ]);
  expect(project.has('prisma/schema/names')).toBe(false);
});

test('a generator that is not installed is named', async () => {
  const { reported } = await compose({ provider: 'no-such-generator', output: 'src/none' });
  expect(reported[0]).toMatch(
    /^GENERATOR_FAILED The generator "no_such_generator" \(no-such-generator\) failed/,
  );
});

test.each([
  [`generators: 'zod'`, '`databases.default.generators` must be a list of generators, not a string.'],
  [
    `generators: [{ output: 'src/zod' }]`,
    '`databases.default.generators.0.provider` must be a string, not undefined.',
  ],
  [`generators: [{ provider: 'zod', output: '../zod' }]`, '"../zod" is not a path in the project.'],
  [`generators: [{ provider: 'a' }, { provider: 'a' }]`, 'There is another generator called "a".'],
  [`generators: [{ provider: 'a', options: { b: {} } }]`, "can't be an option in a generator block"],
])('%s is refused', async (text, message) => {
  project.write('prismosaic.config.ts', `export default { databases: { default: { ${text} } } };`);
  const { diagnostics } = await new Composer({ root: project.root }).run();
  expect(diagnostics.map((one) => one.message).join('\n')).toContain(message);
});
