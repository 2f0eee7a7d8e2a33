import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { withoutProgress } from '../../test-kit/cli/without-progress';
import { TemporaryProject } from '../../test-kit/composer/project';

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject().write('package.json', '{}');
});
afterEach(() => project.dispose());

function newComponent(...args: string[]) {
  const command = [path.join(__dirname, '..', 'prismosaic.js'), 'new', 'component', ...args];
  // Its input is not a terminal, and stays open.
  return spawnSync(process.execPath, command, {
    cwd: project.root,
    encoding: 'utf8',
    stdio: 'pipe',
    timeout: 30_000,
  });
}

describe('prismosaic new component', () => {
  test('without a terminal asks nothing, creates the component and shows the next steps', () => {
    const { status, stdout, stderr } = newComponent('order-lines');
    expect([status, withoutProgress(stderr)]).toEqual([0, '']);
    expect(stdout).toContain('Created src/components/order-lines:\n  component.module.ts\n');
    expect(stdout).toContain('npx prisma migrate dev --name add_order_lines');
    expect(project.has('src/components/order-lines/component.module.ts')).toBe(true);
  });

  test.each([
    [[], 'a name is missing'],
    [['Order'], "can't be a component's name"],
    [['orders', '--modell', 'Order'], "unknown option '--modell'"],
  ])('exits with 2 when called with %j', (args, reason) => {
    const { status, stderr } = newComponent(...args);
    expect([status, stderr]).toEqual([2, expect.stringContaining(reason)]);
    expect(project.has('src/components')).toBe(false);
  });

  test('exits with 1 when the schemas have errors, and shows where', () => {
    project.schema('users', 'model User {\n  id Int\n}\n');
    const { status, stderr } = newComponent('orders');
    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining('users/prisma/schema.prisma:1:1: error P1012'),
    ]);
    expect(project.has('src/components/orders')).toBe(false);
  });
});
