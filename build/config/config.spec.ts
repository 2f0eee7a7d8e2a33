import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Composer } from '../composer';
import { model, TemporaryProject } from '../test-kit/composer/project';

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.dispose());

const file = 'prismosaic.config.ts';

function configure(databases: string): void {
  project.write(
    file,
    `import { defineConfig } from 'prismosaic/config';\n\nexport default defineConfig({\n  databases: {\n${databases}\n  },\n});\n`,
  );
}

async function composed(): Promise<{ files: string[]; reported: string[] }> {
  const { diagnostics } = await new Composer({ root: project.root }).run({ generate: false });
  return {
    files: Object.keys(project.snapshot('prisma/schema')).filter((name) => name !== 'main.prisma'),
    reported: diagnostics.map(({ file: place, line, column, code }) => `${place}:${line}:${column} ${code}`),
  };
}

describe('the configuration', () => {
  it('takes schemas by globs, also nested ones, except excluded ones', async () => {
    project.schema('shop', model('Shop'));
    project.schema('shop/parts/cart', model('Cart'));
    project.schema('legacy', model('Legacy'));
    project.write('modules/billing/invoice.prisma', model('Invoice'));
    project.write('modules/billing/test/fixture.prisma', model('Fixture'));
    project.write('modules/node_modules/spy/prisma/schema.prisma', model('Spy'));
    project.write('modules/.hidden/prisma/schema.prisma', model('Hidden'));
    configure(`    default: {
      schemas: ['src/components/**/prisma/schema.prisma', './modules/**/*.prisma'],
      exclude: ['**/test', 'src/components/legacy'],
    },`);
    expect(await composed()).toEqual({
      files: ['cart.prisma', 'invoice.prisma', 'shop.prisma'],
      reported: [],
    });
  });

  it('takes the schemas of packages, and nothing else of node_modules', async () => {
    const packaged = (name: string, schema: string, field?: string): void => {
      project.write(
        `node_modules/${name}/package.json`,
        JSON.stringify({ name, prismosaic: field && { schema: field } }),
      );
      project.write(`node_modules/${name}/${schema}`, model(name.replace(/\W/g, '').toUpperCase()));
    };
    packaged('@acme/outbox', 'prisma/schema.prisma');
    packaged('@acme/other', 'prisma/schema.prisma');
    packaged('queue', 'db/queue.prisma', 'db/queue.prisma');
    configure(`    default: { packages: ['@acme/outbox', 'queue'] },`);
    expect(await composed()).toEqual({ files: ['acme-outbox.prisma', 'queue.prisma'], reported: [] });
  });

  it('registers the module and meta that a package exports, like those of a folder', async () => {
    const packaged = (name: string, prismosaic: object): void => {
      project.write(`node_modules/${name}/package.json`, JSON.stringify({ name, prismosaic }));
      project.write(
        `node_modules/${name}/prisma/schema.prisma`,
        model(name.replace(/\W/g, '').toUpperCase()),
      );
    };
    packaged('@acme/outbox', { module: './nest#OutboxModule', meta: './meta' });
    packaged('queue', { module: '.#QueueModule' });
    project.write('src/components/.keep', '');
    configure(`    default: { packages: ['@acme/outbox', 'queue'] },`);
    expect((await composed()).reported).toEqual([]);
    const registry = project.read('src/components/registry.generated.ts');
    expect(registry).toContain('import { OutboxModule as module0 } from "@acme/outbox/nest";');
    expect(registry).toContain('import meta0 from "@acme/outbox/meta";');
    expect(registry).toContain('import { QueueModule as module1 } from "queue";');
    expect(registry).toContain('{ name: "acme-outbox", module: module0, meta: meta0, tiles: [');
    packaged('queue', { module: '../../secret' });
    expect((await composed()).reported).toEqual([
      'node_modules/queue/package.json:undefined:undefined PACKAGE_SCHEMA',
    ]);
  });

  it('reports a package that is missing, one without a schema, and one with a path that leads out of it', async () => {
    project.write('secret.prisma', model('Secret'));
    project.write('node_modules/nothing/package.json', '{}');
    project.write(
      'node_modules/escapes/package.json',
      '{ "prismosaic": { "schema": "../../secret.prisma" } }',
    );
    configure(`    default: { packages: ['absent', 'nothing', 'escapes'] },`);
    expect((await composed()).reported).toEqual([
      'node_modules/escapes/package.json:undefined:undefined PACKAGE_SCHEMA',
      'node_modules/nothing/package.json:undefined:undefined PACKAGE_SCHEMA',
      'package.json:undefined:undefined PACKAGE_MISSING',
      'undefined:undefined:undefined NO_COMPONENT_SCHEMA',
    ]);
    expect(project.has('prisma')).toBe(false);
  });

  it('reports two components with the same name', async () => {
    project.schema('shop/cart', model('A'));
    project.schema('blog/cart', model('B'));
    configure(`    default: { schemas: 'src/components/**/schema.prisma' },`);
    expect((await composed()).reported).toEqual([
      'src/components/shop/cart/prisma/schema.prisma:undefined:undefined DUPLICATE_COMPONENT',
    ]);
  });

  it('registers nested components', async () => {
    project.schema('shop/cart', model('Cart')).write('src/components/shop/cart/component.module.ts', '');
    project.write('src/components/shop/component.module.ts', '');
    configure(`    default: { schemas: 'src/components/**/schema.prisma' },`);
    await composed();
    expect(project.read('src/components/registry.generated.ts')).toContain('"./shop/cart/component.module"');
    expect(project.read('src/components/registry.generated.ts')).toContain('"./shop/component.module"');
  });

  it.each([
    ['an unknown option', `    default: { schema: 'src/a.prisma' },`, '5:16 CONFIG_UNKNOWN_OPTION'],
    ['a wrong type', `    default: {\n      exclude: 7,\n    },`, '6:7 CONFIG_TYPE'],
    ['a wrong type in a list', `    default: { exclude: ['a', false] },`, '5:16 CONFIG_TYPE'],
    [
      'a way out of the project',
      `    default: { schemas: ['src/x.prisma', '../x/*.prisma'] },`,
      '5:42 CONFIG_VALUE',
    ],
    ['an absolute path', `    default: { schemas: '/etc/*.prisma' },`, '5:25 CONFIG_VALUE'],
    ['a way out in braces', `    default: { schemas: 'src/{a,../../b}/x.prisma' },`, '5:25 CONFIG_VALUE'],
    ['a pattern for all', `    default: { schemas: '**/schema.prisma' },`, '5:25 CONFIG_VALUE'],
    [
      'a look into node_modules',
      `    default: { schemas: 'a/node_modules/*/x.prisma' },`,
      '5:25 CONFIG_VALUE',
    ],
    ['another provider', `    default: { provider: 'mysql' },`, '5:16 CONFIG_VALUE'],
    ['a name that is no folder', `    'In ventory': { schemas: 'a/x.prisma' },`, '5:5 CONFIG_VALUE'],
    ['a reserved name', `    shadow: { schemas: 'a/x.prisma' },`, '5:5 CONFIG_VALUE'],
    ['a database of nothing', `    inventory: {},`, '5:5 CONFIG_VALUE'],
    ['a package that is a path', `    default: { packages: ['../x'] },`, '5:27 CONFIG_VALUE'],
    [
      'a comment before',
      `    /* default: { schema: 1 } */ default: { schema: 1 },`,
      '5:45 CONFIG_UNKNOWN_OPTION',
    ],
    ['a syntax error', `    default: {{ },`, '5:14 CONFIG_UNREADABLE'],
  ])('is refused at its place: %s', async (_what, databases, reported) => {
    project.schema('shop', model('Shop'));
    configure(databases);
    expect(await composed()).toEqual({ files: [], reported: [`${file}:${reported}`] });
  });

  it('is refused when any of its files throws', async () => {
    project.write('parts/where.ts', 'throw new Error("no idea");');
    project.write(
      file,
      `import where from './parts/where';\nexport default { databases: { default: { schemas: where } } };`,
    );
    const { diagnostics, watch } = await new Composer({ root: project.root }).run();
    expect(diagnostics).toMatchObject([{ code: 'CONFIG_UNREADABLE', file: 'parts/where.ts' }]);
    expect(watch.files).toEqual(expect.arrayContaining([project.path(file), project.path('parts/where.ts')]));
  });

  it('is read again by each run, and what was published stays while it has errors', async () => {
    const composer = new Composer({ root: project.root });
    project.schema('shop', model('Shop')).schema('blog', model('Blog'));
    expect((await composer.run({ generate: false })).watch.files).toContain(project.path(file));
    configure(`    default: { exclude: 'src/components/blog' },`);
    expect((await composer.run({ generate: false })).removed).toEqual([
      project.path('prisma/schema/blog.prisma'),
    ]);
    configure(`    default: { exclude: [ },`);
    const { ok, watch, outputs } = await composer.run({ generate: false });
    expect(ok).toBe(false);
    expect(watch.directories).toContain(project.path('src/components'));
    expect(outputs).toContain(project.path('prisma/schema'));
    expect(project.has('prisma/schema/shop.prisma')).toBe(true);
    project.remove(file);
    expect((await composer.run({ generate: false })).written).toEqual([
      project.path('prisma/schema/blog.prisma'),
    ]);
  });

  it('reports all files that were not taken, with the reason', async () => {
    project.schema('shop', model('Shop')).schema('legacy', model('Legacy'));
    project.write('docs/example.prisma', '');
    project.write('package.json', '{ "dependencies": { "outbox": "1" } }');
    project.write('node_modules/outbox/package.json', '{ "prismosaic": { "schema": "schema.prisma" } }');
    configure(`    default: { exclude: ['src/components/legacy'] },`);
    const { ignored } = await new Composer({ root: project.root }).inspect();
    expect(ignored).toEqual([
      { path: 'docs/example.prisma', reason: 'is in no component’s folder' },
      {
        path: 'node_modules/outbox/schema.prisma',
        reason: 'ships with a package that no database names in `packages`',
      },
      {
        path: 'src/components/legacy/prisma/schema.prisma',
        reason: 'is excluded by "src/components/legacy" of the database "default"',
      },
    ]);
  });
});
