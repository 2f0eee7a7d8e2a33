import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Checkout } from '../../test-kit/postgres/checkout';
import { databaseUrls, embeddedPostgres } from '../database-urls';
import { database } from '../roles/roles';
import { BranchDatabases } from './branch-databases';
import { databaseOfBranch } from './branch-record';
import { gitHead } from './git-head';

const checkout = new Checkout();
// The same one that `databaseUrls` uses.
const server = embeddedPostgres(checkout.root);
const branches = new BranchDatabases(checkout.root, server, [database]);

beforeAll(async () => {
  await server.claim();
  await checkout.ask('migration', 'CREATE TABLE note (id int PRIMARY KEY)');
  await checkout.ask('runtime', 'INSERT INTO note VALUES (1)');
});
afterAll(async () => {
  await server.reset();
  fs.rmSync(checkout.root, { recursive: true });
});
beforeEach(() => git('ref: refs/heads/main\n'));

/** Writes HEAD as git does; undefined removes the repository. */
function git(head: string | undefined): void {
  fs.rmSync(path.join(checkout.root, '.git'), { recursive: true, force: true });
  if (head === undefined) return;
  fs.mkdirSync(path.join(checkout.root, '.git'));
  fs.writeFileSync(path.join(checkout.root, '.git/HEAD'), head);
}

const branch = (name: string) => git(`ref: refs/heads/${name}\n`);

/** Returns the database that all commands use now. */
async function used(): Promise<string> {
  const { runtime, migration } = await databaseUrls({ root: checkout.root, environment: {} });
  expect(new URL(migration).pathname).toBe(new URL(runtime).pathname);
  return new URL(runtime).pathname.slice(1);
}

const notes = async (name: string) =>
  (await checkout.ask('runtime', 'SELECT count(*)::int AS notes FROM note', name)).notes;

test('a branch works on a copy, also of a database with idle sessions', async () => {
  const idle = await checkout.connect('runtime');
  branch('feature/copy');
  expect(await branches.use(branches.meant(undefined), undefined)).toBe('made');
  const own = await used();
  expect(own).not.toBe(database);
  await checkout.ask('runtime', 'INSERT INTO note VALUES (2)', own);
  expect([await notes(own), await notes(database)]).toEqual([2, 1]);
  await checkout.ask('migration', 'ALTER TABLE note ADD COLUMN text text', own);
  await expect(checkout.ask('runtime', 'DROP TABLE note', own)).rejects.toThrow(/owner/);
  await idle.end().catch(() => undefined);
});

test('with another branch all commands use another database, and switching back finds the data', async () => {
  branch('feature/switch');
  await branches.use('feature/switch', { kind: 'empty' });
  const own = await used();
  await expect(notes(own)).rejects.toThrow(/note/);
  branch('main');
  expect(await used()).toBe(database);
  branch('feature/switch');
  expect(await used()).toBe(own);
  expect(await branches.use('feature/switch', undefined)).toBe('kept');
  await expect(branches.use('feature/switch', { kind: 'empty' })).rejects.toThrow(/has a database already/);
});

test('a copy of another branch; a database in use is not deleted; the shared one is used again', async () => {
  branch('one');
  await branches.use('one', undefined);
  const one = await used();
  await checkout.ask('runtime', 'INSERT INTO note VALUES (11)', one);
  branch('two');
  await branches.use('two', { kind: 'branch', branch: 'one' });
  const two = await used();
  expect(await notes(two)).toBe(2);
  const session = await checkout.connect('runtime', two);
  await expect(branches.delete('two')).rejects.toThrow(/is in use/);
  expect(await used()).toBe(two);
  await session.end();
  branches.share('two');
  expect(await used()).toBe(database);
  expect(branches.list()).toContainEqual({ branch: 'two', used: false, current: false });
  await branches.delete('two');
  await expect(notes(two)).rejects.toThrow(/does not exist/);
  expect(branches.list().map(({ branch }) => branch)).not.toContain('two');
  await expect(branches.use('three', { kind: 'branch', branch: 'none' })).rejects.toThrow(
    /These have: .*one/,
  );
});

test('a copy never ends a transaction: it reports who holds it, creates nothing, and the next try works', async () => {
  const busy = await checkout.connect('runtime');
  await busy.query('BEGIN; INSERT INTO note VALUES (77)');
  branch('busy');
  await expect(branches.use('busy', undefined)).rejects.toThrow(
    /a session of prismosaic_runtime \(idle in transaction\)/,
  );
  expect(await used()).toBe(database);
  await busy.query('ROLLBACK');
  await busy.end();
  expect(await branches.use('busy', undefined)).toBe('made');
  expect(await notes(await used())).toBe(1);
});

test('a copy does not end a session that holds a lock, such as a test run', async () => {
  const run = await checkout.connect('migration');
  await run.query('SELECT pg_advisory_lock(1)');
  await expect(branches.use('locked', undefined)).rejects.toThrow(/can't be copied while it is used/);
  await run.query('SELECT 1');
  await run.end();
});

test('without git, or without a branch, a name is needed and stays chosen', async () => {
  git(undefined);
  expect(() => branches.meant(undefined)).toThrow('This is not a git repository. Give the database a name');
  await branches.use(branches.meant('try'), { kind: 'empty' });
  const own = await used();
  expect(own).toMatch(/_try_/);
  expect(branches.meant(undefined)).toBe('try');
  await branches.delete('try');
  expect(await used()).toBe(database);
  git('0123456789012345678901234567890123456789\n');
  expect(() => branches.meant(undefined)).toThrow('No git branch is checked out');
});

test('names: quoted or truncated, no two branches and no two databases share one', () => {
  const long = 'x'.repeat(80);
  const names = ['a/b', 'a_b', 'A/b', 'a"b', "a'; DROP DATABASE x", 'ä', 'ö', long, `${long}y`, '__proto__'];
  const made = names.flatMap((name) => [
    databaseOfBranch(database, name),
    databaseOfBranch(`${database}_x`, name),
  ]);
  expect(new Set(made).size).toBe(made.length);
  for (const name of made) expect(name).toMatch(/^branch_[a-z0-9_]{1,56}$/);
});

test('a worktree, whose .git is a file, and a folder below the repository', () => {
  branch('outer');
  const inner = path.join(checkout.root, 'inner');
  fs.mkdirSync(path.join(inner, 'deep'), { recursive: true });
  expect(gitHead(path.join(inner, 'deep'))).toEqual({ kind: 'branch', name: 'outer' });
  fs.mkdirSync(path.join(checkout.root, '.git/worktrees/w'), { recursive: true });
  fs.writeFileSync(path.join(checkout.root, '.git/worktrees/w/HEAD'), 'ref: refs/heads/its/own\n');
  fs.writeFileSync(path.join(inner, '.git'), 'gitdir: ../.git/worktrees/w\n');
  expect(gitHead(path.join(inner, 'deep'))).toEqual({ kind: 'branch', name: 'its/own' });
});
