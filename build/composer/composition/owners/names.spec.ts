import { describe, expect, it } from '@jest/globals';
import { TemporaryProject } from '../../../test-kit/composer/project';
import { Composer } from '../../composer';
import { checkNames } from './names';

function codes(...names: string[]): string[] {
  const components = names.map((name) => ({
    name,
    folder: `c/${name}`,
    schema: `c/${name}/s`,
    module: false,
    meta: false,
  }));
  return checkNames(components).map(({ code }) => code);
}

describe('checkNames', () => {
  it.each(['demo', 'Order-Lines', 'größe', '注文', 'a.b', 'control', 'mainland', '0'])(
    'accepts %j',
    (name) => {
      expect(codes(name)).toEqual([]);
    },
  );

  it.each(['main', 'Main', 'con', 'NUL', 'com1', 'lpt9.x', 'aux'])('reserves %j', (name) => {
    expect(codes(name)).toEqual(['RESERVED_COMPONENT_NAME']);
  });

  it.each(['a:b', 'a\\b', 'a\nb', 'a?', 'end.', 'end ', ' start', 'a\u202Eb', 'a'.repeat(201)])(
    'refuses %j',
    (name) => {
      expect(codes(name)).toEqual(['INVALID_COMPONENT_NAME']);
    },
  );

  it.each([
    ['shop', 'Shop'],
    ['größe', 'GRÖSSE'.replace('SS', 'ß')],
    ['caf\u00e9', 'cafe\u0301'],
  ])('finds the same name in %j and %j on a system that ignores case', (a, b) => {
    expect(codes(a, b)).toEqual(['COMPONENT_NAME_CLASH']);
  });

  it('reports two components with one name', () => {
    expect(codes('shop', 'shop')).toEqual(['DUPLICATE_COMPONENT']);
  });

  it('says what can be renamed: a folder, a file, or what a package is installed as', () => {
    const folder = (name: string) => ({
      name,
      folder: `c/${name}`,
      schema: `c/${name}/prisma/schema.prisma`,
      module: false,
      meta: false,
    });
    const file = { ...folder('main'), folder: 'c', schema: 'c/main.prisma' };
    const packaged = (name: string, called: string) => {
      const at = `node_modules/${name}`;
      return {
        ...folder(called),
        folder: at,
        schema: `${at}/prisma/schema.prisma`,
        package: { name, folder: at },
      };
    };
    const hints = (...components: Parameters<typeof checkNames>[0]) =>
      checkNames(components).map(({ hint }) => hint);
    expect(hints(file)).toEqual(['rename the file c/main.prisma']);
    const alias =
      'install the package under another name, `npm install con-schema@npm:con`, and replace "con" with "con-schema" in `packages`';
    expect(hints(packaged('con', 'con'))).toEqual([alias]);
    // Of a folder and a package, the author can rename the folder.
    const own = folder('acme-outbox');
    const outbox = packaged('@acme/outbox', 'acme-outbox');
    expect(hints(own, outbox)).toEqual(['rename the folder c/acme-outbox']);
    expect(hints(outbox, own)).toEqual(['rename the folder c/acme-outbox']);
    expect(hints(packaged('acme-outbox', 'acme-outbox'), outbox)[0]).toContain(
      'acme-outbox-schema@npm:@acme/outbox',
    );
  });

  it('names what a package ships by the name under which the package is installed', async () => {
    const project = new TemporaryProject();
    const shipped = { name: 'con', prismosaic: { schema: 'schema.prisma' } };
    for (const name of ['con', 'con-schema']) {
      project.write(`node_modules/${name}/package.json`, JSON.stringify(shipped));
      project.write(`node_modules/${name}/schema.prisma`, 'model Con {\n  id Int @id\n}\n');
    }
    const codesWith = async (packages: string[]) => {
      project.write(
        'prismosaic.config.ts',
        `export default ${JSON.stringify({ databases: { default: { packages } } })};`,
      );
      const { diagnostics } = await new Composer({ root: project.root }).run({ generate: false });
      return diagnostics.map(({ code }) => code);
    };
    expect(await codesWith(['con'])).toEqual(['RESERVED_COMPONENT_NAME']);
    expect(await codesWith(['con-schema'])).toEqual([]);
    project.dispose();
  });
});
