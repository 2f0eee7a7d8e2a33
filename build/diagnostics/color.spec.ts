import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { model, TemporaryProject } from '../test-kit/composer/project';
import { wantsColor } from './color';

describe('colours', () => {
  test.each([
    [{}, false, false],
    [{}, true, true],
    [{ TERM: 'dumb' }, true, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ FORCE_COLOR: 'false' }, true, false],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '3' }, false, true],
    [{ FORCE_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, true, false],
    [{ CI: 'true' }, false, false],
  ])('with %j, on a terminal: %s', (environment, isTTY, expected) => {
    expect(wantsColor({ isTTY }, environment)).toBe(expected);
  });
});

describe('the rule applies', () => {
  const checkout = path.resolve(__dirname, '..', '..');
  let project: TemporaryProject;
  beforeEach(() => {
    project = new TemporaryProject().write('package.json', '{}').schema('shop', model('Order', 'x Nope'));
  });
  afterEach(() => project.dispose());

  /** What the command prints where its output is a pipe. */
  function print(args: string[], variables: NodeJS.ProcessEnv): string {
    const { NO_COLOR, FORCE_COLOR, ...environment } = process.env;
    const { stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: project.root,
      encoding: 'utf8',
      env: { ...environment, PORT: '0', ...variables },
    });
    return stdout + stderr;
  }

  test.each([
    ['a command', ['build/cli/prismosaic.js', 'compose']],
    ['the steps of a long one', ['build/cli/prismosaic.js', 'start']],
  ])('for %s', (_what, [program = '', ...args]) => {
    const call = [path.join(checkout, program), ...args];
    const variables = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none', DATABASE_CONNECT_TIMEOUT: '0' };
    const start = String.fromCharCode(27);
    expect(print(call, { ...variables, FORCE_COLOR: '1' })).toContain(start);
    expect(print(call, { ...variables, CI: 'true' })).not.toContain(start);
    expect(print(call, { ...variables, FORCE_COLOR: '1', NO_COLOR: '1' })).not.toContain(start);
  });
});
