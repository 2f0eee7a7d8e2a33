import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

const command = path.join(__dirname, 'prismosaic.js');
const { version }: { version: string } = JSON.parse(
  fs.readFileSync(path.resolve(__dirname, '../../package.json'), 'utf8'),
);

function run(args: readonly string[], cwd = path.resolve(__dirname, '../..')) {
  return spawnSync(process.execPath, [command, ...args], { cwd, encoding: 'utf8' });
}

describe('a call of prismosaic', () => {
  test.each([
    ['compoze', 'Did you mean compose?'],
    ['compose --chek', 'Did you mean --check?'],
    ['compose --database nowhere', 'there is no database called "nowhere"'],
    ['list extra', 'too many arguments'],
    ['new thing', "unknown command 'thing'"],
    ['detach', "missing required argument 'names'"],
    ['prisma nowhere -- migrate status', 'there is no database called "nowhere"; available: default'],
  ])('that is wrong exits with 2 and says what to do: %s', (line, reason) => {
    const { status, stdout, stderr } = run(line.split(' '));
    expect([status, stdout, stderr]).toEqual([2, '', expect.stringContaining(reason)]);
  });

  test.each([
    ['nothing', 'npx prismosaic --help'],
    ['db nothing', 'npx prismosaic db --help'],
    ['db start --nothing', 'npx prismosaic db start --help'],
    ['new nothing', 'npx prismosaic new --help'],
    ['new component --nothing', 'npx prismosaic new component --help'],
    ['dev nothing', 'npx prismosaic dev --help'],
  ])('that is wrong points to the help of what was called: %s', (line, help) => {
    const { status, stderr } = run(line.split(' '));
    expect([status, stderr]).toEqual([2, expect.stringContaining(`Run \`${help}\` for`)]);
  });

  test.each(['dev', 'start', 'db start', 'db stop', 'db status', 'db url', 'db reset', 'new database'])(
    'for the help of %s lists the exit statuses',
    (name) => {
      expect(run([...name.split(' '), '--help']).stdout).toContain('Exit status: 0');
    },
  );

  test('outside a project exits with 2 and says so', () => {
    const { status, stderr } = run(['compose'], os.tmpdir());
    expect([status, stderr]).toEqual([2, expect.stringContaining('is not in a project')]);
  });

  test('for the version prints it', () => {
    expect(run(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n` });
  });

  test('whose reader closes the pipe does not fail', () => {
    const line = `"${process.execPath}" "${command}" help | true; exit "\${PIPESTATUS[0]}"`;
    expect(spawnSync('bash', ['-c', line], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  const commands = fs
    .readdirSync(path.join(__dirname, 'commands'))
    .filter((file) => !file.endsWith('.spec.ts'));
  // `test` passes everything to Jest.
  test.each(commands.map((file) => path.basename(file, '.ts')).filter((name) => name !== 'test'))(
    'for the help of %s prints it',
    (name) => {
      const { status, stdout, stderr } = run([name, '--help']);
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toContain(`Usage: prismosaic ${name}`);
    },
  );
});
