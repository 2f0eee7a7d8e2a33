import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { TemporaryProject } from '../../test-kit/composer/project';

const checkout = path.resolve(__dirname, '..', '..', '..');
let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject().write('package.json', '{}').write('deep/down/file.txt', '');
});
afterEach(() => project.dispose());

/** Runs the command from a folder of the project that is not this one. */
function run(...args: string[]) {
  const { DATABASE_URL, MIGRATION_DATABASE_URL, JEST_WORKERS, JEST_WORKER_ID, ...env } = process.env;
  const command = [path.join(checkout, 'build/cli/prismosaic.js'), ...args];
  return spawnSync(process.execPath, command, { cwd: project.path('deep/down'), encoding: 'utf8', env });
}

test('db uses the server and the .env of the project where it is called', () => {
  const { status, stdout } = run('db', 'status', '--json');
  expect([status, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ state: 'absent', used: true })]);
  project.write('.env', 'DATABASE_URL=postgresql://app@db.example/theirs\n');
  expect(run('db', 'url').stdout).toBe('postgresql://app@db.example/theirs\n');
  expect(run('db', 'status').stdout).toContain('DATABASE_URL is set');
  expect(run('db', 'reset', '--yes').stdout).toContain('There is no embedded database');
});
