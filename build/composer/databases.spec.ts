import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { model, TemporaryProject } from '../test-kit/composer/project';
import { Composer } from './composer';

let project: TemporaryProject;
let composer: Composer;
beforeEach(() => {
  project = new TemporaryProject();
  composer = new Composer({ root: project.root });
  project.schema('shared', model('Shared', 'name String')).schema('shop', model('Shop'));
  project.write('src/databases/stock/components/shelf/prisma/schema.prisma', model('Shelf'));
  project.write('src/databases/stock/components/shelf/component.module.ts', '');
  project.write(
    'prismosaic.config.js',
    `module.exports = { databases: { stock: { schemas: [
      'src/databases/stock/components/*/prisma/schema.prisma', 'src/components/shared/prisma/schema.prisma'] } } };`,
  );
});
afterEach(() => project.dispose());

const files = (folder: string): string[] => Object.keys(project.snapshot(folder));

describe('several databases', () => {
  it('have a schema and a client each, and one source of what they share', async () => {
    const outcome = await composer.run();
    expect(outcome).toMatchObject({ ok: true, diagnostics: [], components: 3, models: 4 });
    expect(files('prisma/schema')).toEqual(['main.prisma', 'shared.prisma', 'shop.prisma']);
    expect(files('prisma/stock/schema')).toEqual(['main.prisma', 'shared.prisma', 'shelf.prisma']);
    const model = 'models/Shared.ts';
    expect(project.read(`src/databases/stock/client/${model}`)).toBe(
      project.read(`src/database/client/${model}`),
    );
    expect(project.read('src/components/registry.generated.ts')).toContain(
      '"../databases/stock/components/shelf/component.module"',
    );
    expect(outcome.outputs).toEqual(expect.arrayContaining([project.path('prisma/stock/schema')]));
    expect((await composer.run()).written).toEqual([]);
    expect((await composer.check()).stale).toEqual([]);
  });

  it('all stay unchanged when a schema of one has errors', async () => {
    await composer.run({ generate: false });
    const before = [project.snapshot('prisma/schema'), project.snapshot('prisma/stock/schema')];
    project.schema('shared', model('Shared', 'other String'));
    project.schema('shop', model('Shop', 'x Nope'));
    const { ok, diagnostics } = await composer.run({ generate: false });
    expect(ok).toBe(false);
    expect(diagnostics.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'src/components/shop/prisma/schema.prisma:3',
    ]);
    expect([project.snapshot('prisma/schema'), project.snapshot('prisma/stock/schema')]).toEqual(before);
  });

  it('each have their own names: names that clash in one database do not clash across databases', async () => {
    const tag = (name: string) => `${model(name, '@@map("_likes")')}enum Level {\n  LOW @map("low")\n}\n`;
    const likes = `${model('Post')}${model('Reader', '/// @inverse readers', 'posts Post[] @relation("likes")')}`;
    project.schema('shop', likes);
    project.write('src/databases/stock/components/shelf/prisma/schema.prisma', tag('Shelf'));
    expect(await composer.run({ generate: false })).toMatchObject({ ok: true, diagnostics: [] });
    project.schema('shared', tag('Shared'));
    project.write('src/databases/stock/components/shelf/prisma/schema.prisma', model('Shelf'));
    const { diagnostics } = await composer.run({ generate: false });
    expect(diagnostics.map(({ code, file }) => `${code} ${file}`)).toEqual([
      'DATABASE_NAME_TAKEN src/components/shared/prisma/schema.prisma',
      'DATABASE_NAME_TAKEN src/components/shop/prisma/schema.prisma',
    ]);
  });

  it('are composed one at a time when asked', async () => {
    await composer.run({ generate: false, database: 'stock' });
    expect(project.has('prisma/schema')).toBe(false);
    expect(project.has('prisma/stock/schema/shelf.prisma')).toBe(true);
    await expect(composer.run({ database: 'nope' })).rejects.toThrow('no database called "nope"');
    expect((await composer.check({ generate: false })).stale).toContain('prisma/schema/shop.prisma');
  });

  it('are each listed, and what neither of them used once', async () => {
    project.write('src/components/shop/prisma/old.prisma', '');
    const [first, stock] = await Promise.all([composer.inspect(), composer.inspect({ database: 'stock' })]);
    expect(first.components.map(({ name }) => name)).toEqual(['shared', 'shop']);
    expect(stock.components.map(({ name }) => name)).toEqual(['shared', 'shelf']);
    const ignored = [
      { path: 'src/components/shop/prisma/old.prisma', reason: 'matches no pattern of any database' },
    ];
    expect([first.ignored, stock.ignored]).toEqual([ignored, ignored]);
  });

  it('leave nothing published when they are removed from the configuration', async () => {
    const published = ['prisma/stock/schema', 'src/databases/stock/client'];
    expect((await composer.run()).ok).toBe(true);
    for (const folder of published) expect(project.has(folder)).toBe(true);
    project.write('prisma/stock/schema/notes.txt', 'mine').write('prisma/stock/prisma.config.ts', '');
    const before = project.snapshot('src/database/client');
    project.remove('prismosaic.config.js');
    expect((await composer.check()).stale).toEqual(expect.arrayContaining(published));
    const { ok, removed } = await composer.run();
    expect(ok).toBe(true);
    expect(removed).toContain(project.path('prisma/stock/schema/main.prisma'));
    expect(project.snapshot('prisma/stock')).toEqual({
      'prisma.config.ts': '',
      'schema/notes.txt': 'mine',
    });
    expect(project.has('src/databases/stock/client')).toBe(false);
    expect(project.snapshot('src/database/client')).toEqual(before);
    expect((await composer.run()).removed).toEqual([]);
  });
});
