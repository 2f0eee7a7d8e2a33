import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { model, TemporaryProject } from '../../test-kit/composer/project';
import { OptionError } from './component-options';
import { createComponent } from './create';

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
  project.write('package.json', '{}').schema('users', model('User'));
});
afterEach(() => project.dispose());

/** With the templates of the reference application. */
function withPages(): void {
  const templates = path.resolve(__dirname, '../../../src/components/.template');
  fs.cpSync(templates, project.path('src/components/.template'), { recursive: true });
}

const create = (options: Parameters<typeof createComponent>[0]) =>
  createComponent(options, { root: project.root });
/** All files of components, and of those that are being made. */
const everything = () => ({ ...project.snapshot('src/components'), ...project.snapshot('.prismosaic/new') });

/** Runs the command with a file size limit of 1 KB, which acts like a full disk. */
function createOnFullDisk(...args: string[]) {
  const command = path.join(__dirname, '../../cli/prismosaic.js');
  const limited = [
    '-c',
    'ulimit -f 1; exec "$0" "$@"',
    process.execPath,
    command,
    'new',
    'component',
    ...args,
  ];
  return spawnSync('sh', limited, { cwd: project.root, encoding: 'utf8' });
}

describe('a new component', () => {
  test('exists, is composed and is in the client', async () => {
    withPages();
    const made = await create({ name: 'order-lines' });
    expect(made).toMatchObject({
      folder: 'src/components/order-lines',
      files: expect.arrayContaining(['prisma/schema.prisma', 'component.module.ts', 'ui/list-page.tsx']),
    });
    expect(project.read('prisma/schema/order-lines.prisma')).toContain('model OrderLine {');
    expect(project.read('src/database/client/models.ts')).toContain('OrderLine');
    expect(project.read('src/components/registry.generated.ts')).toContain('./order-lines/component.meta');
    expect(Object.values(project.snapshot('src/components/order-lines')).join('')).not.toContain('{{');
  });

  test('has the given model, title and page', async () => {
    withPages();
    await create({ name: 'notes', model: 'Memo', title: `Bob's "memos"` });
    expect(project.read('src/components/notes/prisma/schema.prisma')).toContain('model Memo {');
    expect(project.read('src/components/notes/component.meta.ts')).toContain(`title: 'Bob\\'s "memos"'`);
    await create({ name: 'jobs', page: false });
    expect(Object.keys(project.snapshot('src/components/jobs'))).toEqual([
      'component.module.ts',
      'component.service.ts',
      'prisma/schema.prisma',
      'test/component.service.spec.ts',
    ]);
  });
});

describe('a component of an application', () => {
  test('has what fits: layout, ending of imports, and the functions of its tests', async () => {
    project.remove('src/components');
    project
      .write('package.json', '{"type":"module","devDependencies":{"vitest":"4"}}')
      .write('tsconfig.json', '{"compilerOptions":{"module":"nodenext"}}')
      .write('src/modules/users/schema.prisma', model('User'))
      .write(
        'prismosaic.config.ts',
        `export default { databases: { default: { schemas: 'src/modules/*/schema.prisma', clientFolder: 'src/db/client' } } };`,
      );
    expect(await create({ name: 'notes' })).toMatchObject({ folder: 'src/modules/notes' });
    expect(Object.keys(project.snapshot('src/modules/notes'))).toEqual([
      'component.module.ts',
      'component.service.ts',
      'schema.prisma',
      'test/component.service.spec.ts',
    ]);
    const service = project.read('src/modules/notes/component.service.ts');
    expect(service).toContain(`from '../../db/prisma.service.js';`);
    const spec = project.read('src/modules/notes/test/component.service.spec.ts');
    expect(spec).toContain(`from '../../../db/prisma.service.js';`);
    expect(spec).toContain(`expect, test } from 'vitest';`);
  });

  test('has no name that the application uses', async () => {
    project.write('prismosaic.config.ts', `export default { application: { reservedNames: 'health' } };`);
    await expect(create({ name: 'health' })).rejects.toThrow('"health" is used by the application itself');
  });
});

describe('an invalid request', () => {
  test.each([
    [{ name: '' }, "can't be a component's name"],
    [{ name: '../notes' }, "can't be a component's name"],
    [{ name: 'Notes' }, "can't be a component's name"],
    [{ name: 'a--b' }, "can't be a component's name"],
    [{ name: 'a'.repeat(25) }, 'at most 24 characters'],
    [{ name: 'prisma' }, 'used by the application itself'],
    [{ name: 'database' }, 'used by the application itself'],
    [{ name: 'main' }, 'main.prisma contains the datasource'],
    [{ name: 'com1' }, 'Windows reserves that name'],
    [{ name: 'notes', model: 'note' }, "can't be a model's name"],
    [{ name: 'notes', title: 'a\nb' }, 'contains a line break'],
    [{ name: 'notes', title: ' ' }, 'The title is empty'],
    [{ name: 'users' }, 'src/components/users exists already'],
    [{ name: 'people', model: 'User' }, 'src/components/users/prisma/schema.prisma:1'],
  ])('%j is refused, with the reason', async (options, reason) => {
    const before = everything();
    await expect(create(options)).rejects.toThrow(reason);
    await expect(create(options)).rejects.toBeInstanceOf(OptionError);
    expect(everything()).toEqual(before);
  });

  test('a folder that differs only in case, or a file, is not touched', async () => {
    project.write('src/components/Notes/keep.txt', 'kept').write('src/components/jobs', 'kept');
    const before = everything();
    await expect(create({ name: 'notes' })).rejects.toThrow('src/components/Notes exists already');
    await expect(create({ name: 'jobs' })).rejects.toThrow('src/components/jobs exists already');
    expect(everything()).toEqual(before);
  });

  test('nothing is made while a schema is broken, or when the new one is', async () => {
    const before = everything();
    expect(await create({ name: 'notes', model: 'String' })).toMatchObject({
      diagnostics: [{ severity: 'error', file: 'src/components/notes/prisma/schema.prisma' }],
    });
    expect(everything()).toEqual(before);
    project.schema('users', 'model {');
    expect(await create({ name: 'notes' })).toMatchObject({
      diagnostics: [{ file: 'src/components/users/prisma/schema.prisma' }],
    });
    expect(project.has('src/components/notes')).toBe(false);
  });

  test('nothing is left when the disk is full', () => {
    const before = everything();
    const { status, stderr } = createOnFullDisk('notes');
    expect([status, stderr]).toEqual([1, expect.stringContaining('EFBIG')]);
    expect(everything()).toEqual(before);
    expect(project.has('src/components/notes')).toBe(false);
  });
});
