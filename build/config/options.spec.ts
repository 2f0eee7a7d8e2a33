import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Composer } from '../composer';
import { model, TemporaryProject } from '../test-kit/composer/project';
import { readConfig } from './read';

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.dispose());

const file = 'prismosaic.config.ts';

function configure(options: string): void {
  project.write(file, `export default {\n${options}\n};\n`);
}

async function run(): Promise<string[]> {
  const { diagnostics } = await new Composer({ root: project.root }).run({ generate: false });
  return diagnostics.map(({ file: place, line, column, code }) => `${place}:${line}:${column} ${code}`);
}

const moduleOf = 'export default class {}\n';
const registry = (place = 'src/components/registry.generated.ts') => project.read(place);

describe('the places in the configuration', () => {
  it('are where components, registry, schema and migrations are', async () => {
    project.write('src/parts/shop/prisma/schema.prisma', model('Shop'));
    project.write('src/parts/shop/component.module.ts', moduleOf);
    project.write('src/wiring/.keep', '');
    configure(`  components: 'src/parts',
  registry: 'src/wiring/parts.ts',
  databases: { default: { schemaFolder: 'db/schema', clientFolder: 'src/db/client', migrations: 'db/migrations' } },`);
    expect(await run()).toEqual([]);
    expect(Object.keys(project.snapshot('db/schema'))).toContain('shop.prisma');
    expect(project.read('db/schema/main.prisma')).toContain('"../../src/db/client"');
    expect(registry('src/wiring/parts.ts')).toContain('"../parts/shop/component.module"');
    const { databases } = await new Composer({ root: project.root }).databases();
    expect(databases[0]?.migrations).toBe('db/migrations');
  });

  it('may leave the registry out', async () => {
    project.schema('shop', model('Shop')).write('src/components/shop/component.module.ts', moduleOf);
    configure('  registry: false,');
    expect(await run()).toEqual([]);
    expect(project.has('src/components/registry.generated.ts')).toBe(false);
  });

  it.each([
    ['  components: 7,', '2:3 CONFIG_TYPE'],
    [`  components: '../other',`, '2:15 CONFIG_VALUE'],
    [`  components: ['a', 'b'],`, '2:3 CONFIG_VALUE'],
    [`  registry: 'src/list.js',`, '2:13 CONFIG_VALUE'],
    [`  registry: '.hidden/list.ts',`, '2:13 CONFIG_VALUE'],
    [`  databases: { default: { clientFolder: '/abs' } },`, '2:41 CONFIG_VALUE'],
    [`  databases: { default: { schemaFolder: 'a//b' } },`, '2:41 CONFIG_VALUE'],
    [`  databases: { default: { client: { runtime: 'workerd' } } },`, '2:46 CONFIG_VALUE'],
    [`  databases: { default: { client: { moduleFormat: 'umd' } } },`, '2:51 CONFIG_VALUE'],
    [`  databases: { default: { client: { speed: 'fast' } } },`, '2:37 CONFIG_UNKNOWN_OPTION'],
    [`  databases: { default: { client: 'fast' } },`, '2:27 CONFIG_TYPE'],
    [`  databases: { default: { client: { previewFeatures: ['a b'] } } },`, '2:55 CONFIG_VALUE'],
    [`  databases: { default: { client: { previewFeatures: ['typedSql'] } } },`, '2:55 CONFIG_VALUE'],
    [
      `  databases: { default: { client: { previewFeatures: ['postgresqlExtensions'] } } },`,
      '2:55 CONFIG_VALUE',
    ],
  ])('are refused at their place: %s', async (options, reported) => {
    project.schema('shop', model('Shop'));
    configure(options);
    expect(await run()).toEqual([`${file}:${reported}`]);
  });
});

describe('the ending of imports', () => {
  const ending = async () => {
    project.schema('shop', model('Shop')).write('src/components/shop/component.module.ts', moduleOf);
    expect(await run()).toEqual([]);
    const [, client] = /importFileExtension += "(.*)"/.exec(project.read('prisma/schema/main.prisma')) ?? [];
    const [, list] = /component\.module(.*)"/.exec(registry()) ?? [];
    return { client, list };
  };
  const tsconfig = (options: object) =>
    `{ // with a comment\n"compilerOptions": ${JSON.stringify(options)}, }`;

  it.each([
    ['CommonJS', '{}', tsconfig({ module: 'nodenext' }), ''],
    ['ES modules under Node\u2019s rules', '{"type":"module"}', tsconfig({ module: 'NodeNext' }), 'js'],
    ['ES modules, by moduleResolution', '{"type":"module"}', tsconfig({ moduleResolution: 'node16' }), 'js'],
    ['ES modules with a bundler', '{"type":"module"}', tsconfig({ moduleResolution: 'bundler' }), ''],
    ['ES modules without TypeScript', '{"type":"module"}', undefined, 'js'],
    ['a tsconfig.json that can\u2019t be read', '{"type":"module"}', '{', ''],
    ['a package.json that can\u2019t be read', '{', tsconfig({ module: 'nodenext' }), ''],
  ])('follows the application: %s', async (_what, manifest, settings, expected) => {
    project.write('package.json', manifest);
    if (settings !== undefined) project.write('tsconfig.json', settings);
    expect(await ending()).toEqual({ client: expected, list: expected === '' ? '' : `.${expected}` });
  });

  it('is what the configuration says', async () => {
    configure(`  databases: { default: { client: { importFileExtension: 'ts' } } },`);
    expect(await ending()).toEqual({ client: 'ts', list: '.ts' });
  });
});

describe('the application’s options', () => {
  it('have defaults that suit any application', async () => {
    expect((await readConfig(project.root)).application).toEqual({
      startArgs: [],
      open: '/',
      seedArgs: undefined,
      reservedNames: [],
    });
  });

  it('are read, and refused at their place', async () => {
    project.schema('shop', model('Shop'));
    configure(`  application: { startArgs: '--seed', open: '/posts', seedArgs: ['--rows', '--end'] },`);
    expect((await readConfig(project.root)).application).toMatchObject({
      startArgs: ['--seed'],
      open: '/posts',
      seedArgs: ['--rows', '--end'],
    });
    configure(`  application: { open: 'posts' },`);
    expect(await run()).toEqual([`${file}:2:24 CONFIG_VALUE`]);
    configure(`  application: { port: 1 },`);
    expect(await run()).toEqual([`${file}:2:18 CONFIG_UNKNOWN_OPTION`]);
  });
});
