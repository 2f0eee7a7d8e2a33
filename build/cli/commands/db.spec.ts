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

test('url prints the URL that every command uses', () => {
  expect(db('url').stdout).toBe(`${url}\n`);
  expect(db('url', '--migration').stdout).toBe(`${migration}\n`);
  expect(JSON.parse(db('url', '--json').stdout)).toEqual({ runtime: url, migration, origin: 'environment' });
});

test('status says which database is used, and prints no password', () => {
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

test('reset asks; without a terminal it needs --yes and deletes nothing', async () => {
  const before = await embeddedPostgres(root).status();
  const { status, stderr } = db('reset');
  expect(status).toBe(2);
  expect(stderr).toContain('--yes');
  expect((await embeddedPostgres(root).status()).home).toBe(before.home);
});

test.each([[['nonsense']], [['start', '--nonsense']], [[]]])(
  'invalid arguments exit with 2 and point to the help: %j',
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
