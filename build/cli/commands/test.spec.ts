import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const root = path.resolve(__dirname, '..', '..', '..');

function run(program: string, args: string[], workers?: string) {
  const environment: NodeJS.ProcessEnv = { ...process.env, JEST_WORKERS: workers };
  if (workers === undefined) delete environment.JEST_WORKERS;
  delete environment.JEST_WORKER_ID;
  return spawnSync(process.execPath, [path.join(root, program), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: environment,
  });
}

const command = 'build/cli/prismosaic.js';
const plainJest = 'node_modules/jest/bin/jest.js';

test('eight workers unless JEST_WORKERS says otherwise', () => {
  const config = (workers?: string) =>
    JSON.parse(run(command, ['test', '--showConfig'], workers).stdout).globalConfig;
  expect(config().maxWorkers).toBe(8);
  expect(config('3').maxWorkers).toBe(3);
});

test('passes the arguments to Jest, and returns its exit code', () => {
  const listed = run(command, ['test', '--listTests', 'cli/commands/test']);
  expect(listed.stdout.trim()).toBe(__filename);
  expect(listed.status).toBe(0);
  expect(run(command, ['test', '--listTests', '--config', 'nowhere.js']).status).toBe(1);
});

test.each([undefined, '0'])('plain Jest with JEST_WORKERS=%j says what to do', (workers) => {
  const { status, stderr, stdout } = run(plainJest, ['--listTests'], workers);
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain('JEST_WORKERS=4 npx jest');
  expect(stderr).not.toContain('    at ');
});

test('an invalid number of workers is refused and shown', () => {
  const values = ['', '0', '-1', 'abc', '1.5', '10000', '33', ' 4', '1', '32'];
  const script = `
    const answers = process.argv.slice(1).map((value) => {
      process.env.JEST_WORKERS = value;
      delete require.cache[require.resolve('./jest.config.js')];
      try { return require('./jest.config.js').maxWorkers; } catch (error) { return error.stack.split(':')[0]; }
    });
    process.stdout.write(JSON.stringify(answers));`;
  const { stdout } = spawnSync(process.execPath, ['-e', script, '--', ...values], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(JSON.parse(stdout)).toEqual(
    values.map((value) =>
      ['1', '32'].includes(value) ? Number(value) : `JEST_WORKERS is ${JSON.stringify(value)}`,
    ),
  );
});
