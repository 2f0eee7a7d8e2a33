import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { model, TemporaryProject } from '../../composer/testing/project';

const command = path.join(__dirname, '..', 'prismosaic.js');

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject().write('package.json', '{}').schema('identity', model('User'));
});
afterEach(() => project.dispose());

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'list', ...args], {
    cwd: project.root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('prismosaic list --relations', () => {
  const order = model('Order', 'userId Int', 'user User @relation(fields: [userId], references: [id])');

  it('shows what was added, to which component, and why', () => {
    project.schema('orders', order);
    expect(run('--relations')).toEqual({
      status: 0,
      stdout:
        'ADDED        TYPE     TO        OPPOSITE OF  FROM\n' +
        'User.orders  Order[]  identity  Order.user   src/components/orders/prisma/schema.prisma:4\n',
      stderr: '',
    });
    expect(project.has('prisma')).toBe(false);
  });

  it('shows the same as JSON', () => {
    project.schema('orders', order);
    const { database, relations, diagnostics } = JSON.parse(run('--relations', '--json').stdout);
    const file = 'src/components/orders/prisma/schema.prisma';
    const opposite = { model: 'Order', field: 'user', component: 'orders', file, line: 4, column: 3 };
    const relation = { model: 'User', component: 'identity', field: 'orders', type: 'Order[]', opposite };
    expect([database, relations, diagnostics]).toEqual(['default', [relation], []]);
  });

  it('says so when nothing was added', () => {
    expect(run('--relations').stdout).toBe(
      'The composer added no back-relation: every opposite is written.\n',
    );
  });
});
