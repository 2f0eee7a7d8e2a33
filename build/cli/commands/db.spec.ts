import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { embeddedPostgres } from '../../postgres';

const root = path.resolve(__dirname, '..', '..', '..');
const url = 'postgresql://app:hunter2@db.example:5432/app';
const migration = 'postgresql://owner:hunter3@db.example:5432/app';

function db(...args: string[]) {
  return spawnSync(process.execPath, [path.join(root, 'build/cli/prismosaic.js'), 'db', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: url, MIGRATION_DATABASE_URL: migration },
  });
}

test('url prints the address that everything uses', () => {
  expect(db('url').stdout).toBe(`${url}\n`);
  expect(db('url', '--migration').stdout).toBe(`${migration}\n`);
  expect(JSON.parse(db('url', '--json').stdout)).toEqual({ runtime: url, migration, origin: 'environment' });
});

test('status says what is used, and never a password', () => {
  const text = db('status').stdout;
  expect(text).toMatch(/^(running|stopped|absent): PostgreSQL 18\./);
  expect(text).toContain('DATABASE_URL is set');
  const json = db('status', '--json').stdout;
  expect(JSON.parse(json)).toMatchObject({ version: expect.stringMatching(/^18\./), used: false });
  const record = path.join(root, '.prismosaic/postgres/server.json');
  const passwords = fs.existsSync(record) ? JSON.parse(fs.readFileSync(record, 'utf8')).passwords : {};
  for (const secret of ['hunter2', 'hunter3', ...Object.values<string>(passwords)]) {
    expect(text + json).not.toContain(secret);
  }
});

test('reset asks; where nobody can answer, it wants --yes and leaves everything', async () => {
  const before = await embeddedPostgres(root).status();
  const { status, stderr } = db('reset');
  expect(status).toBe(2);
  expect(stderr).toContain('--yes');
  expect((await embeddedPostgres(root).status()).home).toBe(before.home);
});

test.each([[['nonsense']], [['start', '--nonsense']], [[]]])(
  'a senseless call ends with 2 and help: %j',
  (args) => {
    const { status, stderr } = db(...args);
    expect(status).toBe(2);
    expect(stderr).toMatch(/--help|Usage/);
  },
);

test('branch works on the embedded server only, and says so', () => {
  const { status, stderr } = db('branch', '--empty');
  expect(status).toBe(2);
  expect(stderr).toContain('DATABASE_URL is set');
  expect(db('branch', '--empty', '--list').stderr).toContain('Only one of');
});
