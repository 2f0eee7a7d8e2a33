import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { withoutProgress } from '../../test-kit/cli/without-progress';
import { model, TemporaryProject } from '../../test-kit/composer/project';

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
  return { status, stdout, stderr: withoutProgress(stderr) };
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

  it('says that nothing was added', () => {
    expect(run('--relations').stdout).toBe(
      'The composer added no back-relations: all relations have both sides in the schemas.\n',
    );
  });
});

describe('prismosaic list', () => {
  it('shows who adds what to whom', () => {
    project.schema(
      'shop',
      `${model('Order')}\n/// @extends\nmodel User {\n  vip Boolean @default(false)\n  @@index([vip])\n}\n`,
    );
    expect(run().stdout).toContain(
      '\nCOMPONENT  ADDS          TO                      FROM\n' +
        'shop       vip, @@index  model User of identity  src/components/shop/prisma/schema.prisma:6\n',
    );
    expect(JSON.parse(run('--json').stdout).extensions).toEqual([
      expect.objectContaining({
        component: 'shop',
        name: 'User',
        owner: 'identity',
        members: ['vip', '@@index'],
      }),
    ]);
  });

  it('shows what was removed and still has a table, and what was decided on it', () => {
    const tables = ['User', 'Review', 'Kept', 'Old'].map((name) => `CREATE TABLE "${name}" ();`);
    project
      .write('prisma/migrations/1/migration.sql', `${tables.join('\n')}\nCREATE TYPE "Kind" AS ENUM ();`)
      .write(
        'prisma/ownership.json',
        JSON.stringify({
          Review: { owners: ['reviews'] },
          Kept: { owners: ['legacy'], decision: 'keep' },
          Old: { owners: ['legacy'], decision: 'drop' },
        }),
      );
    expect(run().stdout).toContain(`
REMOVED  STILL THERE  OWNED BY   WHAT HAPPENS
Kept     table        legacy     kept: \`detach\`
Kind     type         (unknown)  dropped by the next migration
Old      table        legacy     dropped by the next migration: \`drop\`
Review   table        reviews    undecided: \`npx prismosaic detach\` or \`drop\`
`);
  });

  it('prints no line break or control character of a folder name', () => {
    const start = String.fromCharCode(27);
    project
      .schema(`bad\nerror FAKE: name${start}[31m`, model('Bad'))
      .write('src/components/lone\nly/x.txt', '');
    const { stdout, stderr } = run();
    expect(stdout + stderr).not.toContain(start);
    expect(stdout + stderr).not.toMatch(/^(error FAKE|ly)/m);
    expect(stdout).toContain('bad\uFFFDerror FAKE: name\uFFFD[31m  model Bad');
    // The name does not break the composed file: only the name is an error.
    expect(stderr.match(/error [A-Z]\w+/g)).toEqual([
      'error FAKE',
      'error INVALID_COMPONENT_NAME',
      'error FAKE',
    ]);
  });
});
