import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { model, TemporaryProject } from '../test-kit/composer/project';
import { Composer } from './composer';

let project: TemporaryProject;
let composer: Composer;
beforeEach(() => {
  project = new TemporaryProject();
  composer = new Composer({ root: project.root });
});
afterEach(() => project.dispose());

const published = ['prisma/schema', 'src/database/client'] as const;
const state = () => published.map((folder) => project.snapshot(folder));
const stamps = () => published.map((folder) => project.stamps(folder));
const codes = async () => (await composer.run()).diagnostics.map(({ code }) => code);

describe('Composer', () => {
  it('publishes the schema, the client and the registry', async () => {
    project.schema('shop', model('Order')).schema('blog', model('Post'));
    project
      .write('src/components/shop/component.module.ts', '')
      .write('src/components/shop/component.meta.ts', '');
    project.write('src/components/admin/component.module.ts', '');
    const outcome = await composer.run();
    expect(outcome).toMatchObject({ ok: true, diagnostics: [], components: 2, models: 2 });
    expect(Object.keys(project.snapshot('prisma/schema'))).toEqual([
      'blog.prisma',
      'main.prisma',
      'shop.prisma',
    ]);
    expect(project.read('src/database/client/models.ts')).toContain('./models/Order');
    expect(project.read('src/components/registry.generated.ts')).toBe(
      `// Composed by Prismosaic from the folders that hold a component.module.ts. Don't edit this file.
import module0 from "./admin/component.module";
import module1 from "./shop/component.module";
import meta1 from "./shop/component.meta";

export const components = [
  { name: "admin", module: module0 },
  { name: "shop", module: module1, meta: meta1, tiles: [{"database":"default","models":[{"name":"Order","table":"Order"}],"relatesTo":[],"extends":[]}] },
];
`,
    );
    expect(outcome.written).toContain(project.path('src/components/registry.generated.ts'));
    expect(outcome.outputs).toContain(project.path('src/database/client'));
    expect(outcome.watch.directories).toContain(project.path('src/components/admin'));
    expect(outcome.watch.files).toContain(project.path('src/components/blog/prisma/schema.prisma'));
  });

  it('generates the same bytes as `prisma generate`', async () => {
    const user =
      'model User {\n  id Int @id\n  role Role\n  posts Post[]\n  /// 😀\n  data Json?\n}\nenum Role {\n  A\n  B\n}\n';
    const post =
      'model Post {\n  id Int @id\n  by User @relation(fields: [byId], references: [id])\n  byId Int\n}\n';
    project.schema('users', user).schema('posts', post);
    await composer.run();
    const ours = project.snapshot('src/database/client');
    expect(prismaGenerate()).toEqual(ours);
  });

  it('does nothing when nothing changed, and reports the warnings again', async () => {
    project.schema('shop', model('Order')).schema('empty', '// nothing yet\n');
    const first = await composer.run();
    const before = stamps();
    const second = await composer.run();
    expect(second).toMatchObject({ ok: true, written: [], removed: [], components: 2, models: 1 });
    expect(second.generated).toBeUndefined();
    expect(second.diagnostics).toEqual(first.diagnostics);
    expect(second.diagnostics.map(({ code }) => code)).toEqual(['EMPTY_SCHEMA']);
    expect(stamps()).toEqual(before);
  });

  it('rewrites only the files whose bytes differ', async () => {
    project.schema('shop', model('Order')).schema('blog', model('Post'));
    await composer.run();
    const before = Object.assign({}, ...stamps());
    project.schema('shop', model('Order', 'note String?'));
    const { written } = await composer.run();
    expect(written.map((file) => path.basename(file)).sort()).toEqual([
      'Order.ts',
      'class.ts',
      'commonInputTypes.ts',
      'prismaNamespace.ts',
      'prismaNamespaceBrowser.ts',
      'shop.prisma',
    ]);
    const after = Object.assign({}, ...stamps());
    expect(after['models/Post.ts']).toBe(before['models/Post.ts']);
    expect(after['blog.prisma']).toBe(before['blog.prisma']);
  });

  it('writes outputs again that are missing, edited or torn', async () => {
    project.schema('shop', model('Order'));
    await composer.run();
    const good = state();
    project.write(
      'prisma/schema/shop.prisma',
      project.read('prisma/schema/shop.prisma').replace('Order', 'Ordex'),
    );
    project.write('src/database/client/internal/class.ts', '');
    project.remove('src/database/client/models/Order.ts');
    expect((await composer.run()).ok).toBe(true);
    expect(state()).toEqual(good);
    project.remove('prisma/schema/.prismosaic.json');
    project.write('src/database/client/.prismosaic.json', '{"torn');
    expect((await composer.run()).written).toEqual([]);
    project.remove('prisma');
    project.remove('src/database');
    await composer.run();
    expect(state()).toEqual(good);
  });

  it('takes over what a `prisma generate` left, and removes what its schema no longer has', async () => {
    project.schema('shop', model('Order')).schema('blog', model('Post'));
    await composer.run();
    prismaGenerate();
    project.remove('src/components/blog');
    await composer.run();
    expect(project.has('src/database/client/models/Post.ts')).toBe(false);
    expect(project.has('src/database/client/models/Order.ts')).toBe(true);
  });

  it('removes what the last component published, with a warning, and leaves a client that is empty', async () => {
    project.schema('shop', model('Order'));
    await composer.run();
    project.remove('src/components/shop');
    const { ok, removed, diagnostics } = await composer.run();
    expect(ok).toBe(true);
    expect(removed).toContain(project.path('prisma/schema/shop.prisma'));
    expect(diagnostics.map(({ severity, code }) => [severity, code])).toEqual([
      ['warning', 'NO_COMPONENT_SCHEMA'],
    ]);
    expect(project.has('src/database/client/client.ts')).toBe(true);
  });

  it('keeps the last good state when a schema is wrong, and recovers when it is fixed', async () => {
    project.schema('shop', model('Order'));
    await composer.run();
    const [good, before] = [state(), stamps()];
    project.schema('shop', model('Order', 'x Nope')).schema('new', model('New'));
    const outcome = await composer.run();
    expect(outcome).toMatchObject({ ok: false, written: [], removed: [] });
    expect(outcome.diagnostics).toMatchObject([
      { code: 'P1012', file: 'src/components/shop/prisma/schema.prisma', line: 3, column: 5 },
    ]);
    expect(stamps()).toEqual(before);
    project.remove('src/components/new');
    project.schema('shop', model('Order'));
    expect((await composer.run()).ok).toBe(true);
    expect(state()).toEqual(good);
  });

  it('reports every error of every component in one run', async () => {
    project
      .schema('main', model('A'))
      .schema('con', model('B'))
      .schema('twins', model('C'))
      .schema('Twins', model('D'));
    project.schema('bytes', Buffer.from([0x6d, 0xff, 0xfe])).schema('zero', 'model N {\n  \0\n}\n');
    project.schema('open', 'model O {\n  id Int @id\n').schema('word', 'mdel W {\n}\n');
    project.schema('source', 'datasource db {\n  url = "postgresql://u:secret@h/d"\n}\n');
    project.schema('type', model('T', 'x Nope')).schema('one', model('T'));
    expect((await codes()).sort()).toEqual([
      'COMPONENT_NAME_CLASH',
      'DATASOURCE_IN_COMPONENT',
      'DUPLICATE_NAME',
      'RESERVED_COMPONENT_NAME',
      'RESERVED_COMPONENT_NAME',
      'SCHEMA_HAS_NUL',
      'SCHEMA_NOT_UTF8',
      'UNCLOSED_BLOCK',
      'UNKNOWN_BLOCK',
    ]);
    expect(project.has('prisma/schema')).toBe(false);
  });

  it('takes a schema with a byte order mark', async () => {
    project.schema('shop', `\uFEFF${model('Order')}`);
    expect(await codes()).toEqual([]);
    expect(project.read('prisma/schema/shop.prisma')).not.toContain('\uFEFF');
  });

  it('reads no folder, no pipe, no broken link and nothing outside the project', async () => {
    const outside = new TemporaryProject().write('secret.prisma', model('Secret'));
    const link = (component: string, target: string) => {
      fs.mkdirSync(project.path(`src/components/${component}/prisma`), { recursive: true });
      fs.symlinkSync(target, project.path(`src/components/${component}/prisma/schema.prisma`));
    };
    link('leak', outside.path('secret.prisma'));
    link('lost', './nowhere');
    link('loop', './schema.prisma');
    fs.mkdirSync(project.path('src/components/folder/prisma/schema.prisma'), { recursive: true });
    fs.mkdirSync(project.path('src/components/pipe/prisma'), { recursive: true });
    execFileSync('mkfifo', [project.path('src/components/pipe/prisma/schema.prisma')]);
    const { ok, diagnostics } = await composer.run();
    outside.dispose();
    expect(ok).toBe(false);
    expect(diagnostics.map(({ code, file }) => [file?.split('/')[2], code])).toEqual([
      ['folder', 'SCHEMA_NOT_A_FILE'],
      ['leak', 'SCHEMA_OUTSIDE_PROJECT'],
      ['loop', 'SCHEMA_UNREADABLE'],
      ['lost', 'SCHEMA_UNREADABLE'],
      ['pipe', 'SCHEMA_NOT_A_FILE'],
    ]);
  });

  it('only reports what would change when checking', async () => {
    project.schema('shop', model('Order'));
    expect((await composer.check()).stale).toEqual([
      'prisma/schema/main.prisma',
      'prisma/schema/shop.prisma',
      'src/database/client',
      'src/components/registry.generated.ts',
    ]);
    expect(project.has('prisma')).toBe(false);
    expect(project.has('.prismosaic')).toBe(false);
    await composer.run();
    expect(await composer.check()).toEqual({ ok: true, diagnostics: [], stale: [] });
  });

  it('publishes only the schema when asked, and the client later', async () => {
    project.schema('shop', model('Order'));
    expect((await composer.run({ generate: false })).ok).toBe(true);
    expect(project.has('src/database/client')).toBe(false);
    expect((await composer.run()).written).not.toContain(project.path('prisma/schema/shop.prisma'));
    expect(project.has('src/database/client/client.ts')).toBe(true);
  });
});

/** Runs Prisma's own command on the published schema, as a user would, and reads what it made. */
function prismaGenerate(): Record<string, string> {
  const cli = require.resolve('prisma/build/index.js');
  // The command would look for its own engine, which generating does not use.
  const environment = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    CHECKPOINT_DISABLE: '1',
  };
  project.write('package.json', '{}');
  const args = [cli, 'generate', '--schema', 'prisma/schema'];
  execFileSync(process.execPath, args, { cwd: project.root, env: environment, stdio: 'pipe' });
  return project.snapshot('src/database/client');
}
