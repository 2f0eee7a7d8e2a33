import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { type Cell, expectResult } from '../../cell';

const command = 'migration files';
const ONE = '20200101000000_one';
const TWO = '20200102000000_two';
const LONG_BODY = `CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $body$
BEGIN
  -- a ; in a comment, a 'quote
  IF a = 1 THEN RETURN 2; END IF;
  RETURN $$3;$$::text::char::int;
END;
$body$;
DO $$ BEGIN CREATE TABLE made_by_do (t text DEFAULT 'a;b''c;'); END $$;
CREATE TABLE "odd;name" ("a""b" int, "ü ñ" text DEFAULT E'\\';');
/* outer /* inner ; */ still */ INSERT INTO made_by_do VALUES ('x;');
`;

export const cells: Cell[] = [
  {
    command,
    situation: '$$ bodies, DO, strings with ;, nested comments',
    async run(bench) {
      const project = bench.project('');
      project.migration(ONE, LONG_BODY);
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
      assert.deepEqual(await bench.query('SELECT f(1)'), [{ f: 2 }]);
      assert.deepEqual(await bench.tables(), ['public.made_by_do', 'public.odd;name']);
    },
  },
  {
    command,
    situation: 'Windows line endings',
    async run(bench) {
      const project = bench.project('');
      project.migration(ONE, 'CREATE TABLE one (id int);\r\n\r\n-- done\r\nCREATE TABLE two (id int)\r\n');
      project.write('prisma/migrations/migration_lock.toml', '# comment\r\nprovider = "postgresql"\r\n');
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
      assert.deepEqual(await bench.tables(), ['public.one', 'public.two']);
      expectResult(await project.prisma(['migrate', 'status']), 0, 'up to date');
    },
  },
  {
    command,
    situation: 'a byte order mark at the start, as some editors write it',
    async run(bench) {
      const project = bench.project('model one {\n  id Int @id\n}\n');
      project.migration(ONE, '\uFEFFCREATE TABLE one (id int PRIMARY KEY);');
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
      assert.deepEqual(await bench.tables(), ['public.one']);
      expectResult(await project.prisma(['migrate', 'dev']), 0, 'Already in sync');
    },
  },
  {
    command,
    situation: '5 MB',
    async run(bench) {
      const project = bench.project('');
      const row = `INSERT INTO one VALUES (1, '${'x'.repeat(1000)}');\n`;
      project.migration(ONE, `CREATE TABLE one (id int, t text);\n${row.repeat(5000)}`);
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
      assert.deepEqual(await bench.query('SELECT count(*)::int FROM one'), [{ count: 5000 }]);
    },
  },
  {
    command,
    situation: 'comments only, and an empty file',
    async run(bench) {
      const project = bench.project('');
      project.migration(ONE, '-- nothing here;\n/* nor here */');
      project.migration(TWO, '');
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
      assert.deepEqual(await bench.history(), [ONE, TWO]);
    },
  },
  {
    command,
    situation: 'a last line without ; and with a comment',
    async run(bench) {
      const project = bench.project('');
      project.migration(ONE, 'CREATE TABLE one (id int) -- the end');
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
      assert.deepEqual(await bench.history(), [ONE]);
    },
  },
  {
    command,
    situation: 'half-written: a directory without migration.sql: P3015, and nothing is applied twice',
    async run(bench) {
      const project = bench.project('');
      project.migration(ONE, 'CREATE TABLE one (id int);');
      fs.mkdirSync(path.join(project.folder, 'prisma/migrations', TWO));
      expectResult(await project.prisma(['migrate', 'deploy']), 1, 'P3015', TWO);
      fs.rmdirSync(path.join(project.folder, 'prisma/migrations', TWO));
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
      assert.deepEqual(await bench.history(), [ONE]);
    },
  },
  {
    command,
    situation: 'without its lock file',
    async run(bench) {
      const project = bench.project('');
      project.migration(ONE, 'CREATE TABLE one (id int);');
      fs.rmSync(path.join(project.folder, 'prisma/migrations/migration_lock.toml'));
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
      assert.deepEqual(await bench.history(), [ONE]);
    },
  },
  {
    command,
    situation: 'tampered with after it was applied: deploy applies the rest only',
    async run(bench) {
      const project = bench.project('');
      project.migration(ONE, 'CREATE TABLE one (id int);');
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
      project.migration(ONE, 'CREATE TABLE evil (id int);');
      project.migration(TWO, 'CREATE TABLE two (id int);');
      expectResult(await project.prisma(['migrate', 'deploy']), 0, TWO);
      assert.deepEqual(await bench.tables(), ['public.one', 'public.two']);
    },
  },
];
