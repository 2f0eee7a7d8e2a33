import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { withoutProgress } from '../../test-kit/cli/without-progress';
import { model, TemporaryProject } from '../../test-kit/composer/project';

const command = path.join(__dirname, '..', 'prismosaic.js');

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject().write('package.json', '{}');
});
afterEach(() => project.dispose());

function run(args: string[], more: { ulimit?: string; cwd?: string } = {}) {
  const { NO_COLOR, FORCE_COLOR, ...environment } = process.env;
  const line = `${more.ulimit ?? ''} exec "$0" "$@"`;
  const result = spawnSync('sh', ['-c', line, process.execPath, command, ...args], {
    cwd: more.cwd ?? project.root,
    encoding: 'utf8',
    env: environment,
  });
  return { status: result.status, stdout: result.stdout, stderr: withoutProgress(result.stderr) };
}

describe('prismosaic compose', () => {
  it('says in one line what it did, from any folder of the project', () => {
    project.schema('shop', model('Order'));
    const first = run(['compose'], { cwd: project.path('src/components') });
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(first.stdout).toMatch(
      /^Composed 1 component, 1 model → prisma\/schema: \d+ files written, client generated in [\d.]+ s\.\n$/,
    );
    expect(run(['compose']).stdout).toBe('Nothing changed: 1 component, 1 model.\n');
  });

  it('shows errors on stderr, in plain text, and fails with 1', () => {
    project.schema('shop', model('Order', 'x Nope'));
    const { status, stdout, stderr } = run(['compose']);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('src/components/shop/prisma/schema.prisma:3:5: error P1012: Type "Nope"');
    expect(stderr).toContain('> 3 |   x Nope');
    expect(stderr).not.toContain(String.fromCharCode(27));
  });

  it('never shows the URL of a datasource in a component', () => {
    project.schema(
      'shop',
      `datasource db {\n  url = "postgresql://u:secret@h/d"\n}\n${model('Order', 'x Nope')}`,
    );
    const { status, stdout, stderr } = run(['compose', '--json']);
    expect(status).toBe(1);
    expect(stderr).toContain('DATASOURCE_IN_COMPONENT');
    expect(stdout + stderr).not.toContain('secret');
  });

  it('fails with 1 when --check finds a change, and writes nothing', () => {
    project.schema('shop', model('Order'));
    const { status, stderr } = run(['compose', '--check']);
    expect(status).toBe(1);
    expect(stderr).toContain('prisma/schema/shop.prisma is not up to date');
    expect(project.has('prisma')).toBe(false);
    expect(run(['compose']).status).toBe(0);
    expect(run(['compose', '--check'])).toEqual({
      status: 0,
      stdout: 'Everything is up to date.\n',
      stderr: '',
    });
  });

  it.each([['compose', '--nope'], ['compose', 'what'], ['nope']])(
    'fails with 2 when called as %s %s',
    (...args) => {
      expect(run(args.filter((arg) => arg !== undefined)).status).toBe(2);
    },
  );

  it('keeps the last good state when nothing can be written, and says so', () => {
    project.schema('shop', model('Order'));
    run(['compose']);
    const folders = ['prisma/schema', 'src/database/client'];
    const before = folders.map((folder) => project.stamps(folder));
    project.schema(
      'shop',
      model('Order', ...Array.from({ length: 99 }, (_, index) => `f${index} Int @default(${index})`)),
    );
    // No file over two blocks: like a disk that runs full while the client is generated.
    const { status, stderr } = run(['compose'], { ulimit: "trap '' XFSZ; ulimit -f 8;" });
    expect(status).toBe(1);
    expect(stderr).toMatch(/error OUTPUT_NOT_WRITABLE: .*file too large.* still in place\./);
    expect(folders.map((folder) => project.stamps(folder))).toEqual(before);
    expect(fs.readdirSync(project.path('prisma'))).toEqual(['schema']);
    expect(run(['compose']).status).toBe(0);
  });

  it.each(['prisma', 'src/database', '.prismosaic'])(
    'reports a file where the folder %s should be',
    (place) => {
      project.schema('shop', model('Order')).write(place, 'a file');
      const { status, stderr } = run(['compose']);
      expect(status).toBe(1);
      expect(stderr).toContain('error OUTPUT_NOT_WRITABLE');
      expect(project.read(place)).toBe('a file');
    },
  );
});

describe('prismosaic list', () => {
  it('shows what each component owns, and what was ignored and why', () => {
    project.schema('shop', `${model('Order')}\nenum State {\n  A\n}\n`);
    project.write('src/components/admin/component.module.ts', '').write('src/components/later/notes.txt', '');
    project.write('src/components/blog/schema.prisma', '').write('src/components/loose.prisma', '');
    expect(run(['list'])).toEqual({
      status: 0,
      stderr: '',
      stdout: `COMPONENT  OWNS         FROM
admin      (no schema)  src/components/admin
shop       model Order  src/components/shop/prisma/schema.prisma:1
           enum State   src/components/shop/prisma/schema.prisma:5

Ignored:
  src/components/blog/schema.prisma is not the component's prisma/schema.prisma
  src/components/later has neither prisma/schema.prisma nor component.module.ts
  src/components/loose.prisma is in no component’s folder
`,
    });
  });

  it('says what to do when there are no components yet', () => {
    const { status, stdout } = run(['list']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^There are no components yet\.\n {2}Write src\/components\//);
  });
});
