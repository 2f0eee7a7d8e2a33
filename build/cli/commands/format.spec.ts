import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { withoutProgress } from '../../test-kit/cli/without-progress';
import { TemporaryProject } from '../../test-kit/composer/project';

const messy =
  'model Order {\nid Int @id\nuser User @relation(fields: [userId], references: [id])\nuserId Int\n}\n';
const neat =
  'model Order {\n  id     Int  @id\n  user   User @relation(fields: [userId], references: [id])\n  userId Int\n}\n';
const user = 'model User {\n  id Int @id\n}\n';
const fileOf = (component: string) => `src/components/${component}/prisma/schema.prisma`;

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject().write('package.json', '{}').schema('users', user).schema('orders', messy);
});
afterEach(() => project.dispose());

function format(args: string[], cwd = project.root) {
  const command = [path.join(__dirname, '..', 'prismosaic.js'), 'format', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd, encoding: 'utf8' });
  return { status, stdout, stderr: withoutProgress(stderr) };
}

describe('prismosaic format', () => {
  test('formats unformatted schemas, changes nothing else, and then finds nothing to do', () => {
    const before = project.stamps('src/components/users');
    const file = project.path(fileOf('orders'));
    fs.chmodSync(file, 0o640);
    expect(format([])).toEqual({ status: 0, stderr: '', stdout: `Formatted ${fileOf('orders')}\n` });
    expect(project.read(fileOf('orders'))).toBe(neat);
    expect(fs.statSync(file).mode & 0o777).toBe(0o640);
    expect(fs.readdirSync(path.dirname(file))).toEqual(['schema.prisma']);
    expect(project.stamps('src/components/users')).toEqual(before);
    expect(project.has('prisma')).toBe(false);
    const all = { status: 0, stderr: '', stdout: 'All 2 component schemas are formatted.\n' };
    expect(format([])).toEqual(all);
    expect(format(['--check'])).toEqual(all);
  });

  test('with --check only lists unformatted schemas, and fails', () => {
    const { status, stdout, stderr } = format(['--check']);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`${fileOf('orders')} is not formatted\n`);
    expect(project.read(fileOf('orders'))).toBe(messy);
  });

  test('reports a syntax error at its line, leaves that file alone, and formats the others', () => {
    project
      .schema('broken', `${messy}\nmodel B {\n  id Int @@@\n}\n`)
      .schema('open', 'model C {\n  id Int @id\n');
    const { status, stdout, stderr } = format([]);
    expect([status, stdout]).toEqual([1, `Formatted ${fileOf('orders')}\n`]);
    expect(stderr).toContain(`${fileOf('broken')}:8:3: error P1012`);
    expect(stderr).toContain(`${fileOf('open')}:1:1: error UNCLOSED_BLOCK`);
    expect(project.read(fileOf('broken'))).toContain(messy);
  });

  test('takes components, and files and folders from where it runs', () => {
    project.schema('a', messy).schema('b', messy).schema('c', messy);
    const { status, stdout } = format(
      ['a', '../b', 'prisma/schema.prisma'],
      project.path('src/components/c'),
    );
    expect(status).toBe(0);
    expect(stdout).toBe(['a', 'b', 'c'].map((name) => `Formatted ${fileOf(name)}\n`).join(''));
    expect(project.read(fileOf('orders'))).toBe(messy);
  });

  test.each([
    ['oders', 'did you mean orders?'],
    ['package.json', 'is not a .prisma file'],
    ['..', 'there is no component schema in'],
    ['prisma/schema/orders.prisma', "format the component's schema"],
  ])('refuses %s, with the reason', (name, reason) => {
    project.write('prisma/schema/orders.prisma', messy);
    const { status, stderr } = format([name]);
    expect([status, stderr]).toEqual([2, expect.stringContaining(reason)]);
  });

  test('leaves schemas of packages alone', () => {
    project
      .write('prismosaic.config.ts', "export default { databases: { default: { packages: ['ready'] } } };\n")
      .write('node_modules/ready/package.json', '{"name":"ready","version":"1.0.0"}')
      .write('node_modules/ready/prisma/schema.prisma', messy.replace('Order', 'Ready'));
    expect(format([]).stdout).toBe(`Formatted ${fileOf('orders')}\n`);
  });
});
