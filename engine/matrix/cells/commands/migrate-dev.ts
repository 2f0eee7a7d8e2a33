import assert from 'node:assert/strict';
import { type Cell, expectResult } from '../../cell';

const USER = 'model User {\n  id Int @id @default(autoincrement())\n}\n';
const NAMED = 'model User {\n  id Int @id @default(autoincrement())\n  name String?\n}\n';
const command = 'migrate dev';

export const cells: Cell[] = [
  {
    command,
    situation: 'first migration, then nothing to do',
    async run(bench) {
      const project = bench.project(USER);
      expectResult(
        await project.prisma(['migrate', 'dev', '--name', 'one']),
        0,
        'created and applied',
        'now in sync',
      );
      assert.deepEqual(await bench.tables(), ['public.User']);
      assert.deepEqual(await bench.history(), project.migrations());
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'two']), 0, 'Already in sync');
      assert.equal(project.migrations().length, 1);
    },
  },
  {
    command,
    situation: 'a field added to a migrated schema',
    async run(bench) {
      const project = bench.project(NAMED);
      project.migration('20200101000000_user', 'CREATE TABLE "User" (id SERIAL PRIMARY KEY);');
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'named']), 0);
      assert.equal(project.migrations().length, 2);
      assert.match(
        project.read(`prisma/migrations/${project.migrations()[1]}/migration.sql`),
        /ADD COLUMN {5}"name" TEXT/,
      );
      const columns = await bench.query(`SELECT 1 FROM information_schema.columns WHERE table_name = 'User'`);
      assert.equal(columns.length, 2);
    },
  },
  {
    command,
    situation: '--create-only, then applied',
    async run(bench) {
      const project = bench.project(USER);
      expectResult(
        await project.prisma(['migrate', 'dev', '--create-only', '--name', 'draft']),
        0,
        'without applying',
      );
      assert.deepEqual(await bench.tables(), []);
      expectResult(await project.prisma(['migrate', 'dev']), 0, 'draft');
      assert.deepEqual(await bench.tables(), ['public.User']);
    },
  },
  {
    command,
    situation: '--create-only with no change: an empty migration',
    async run(bench) {
      const project = bench.project(USER);
      project.migration('20200101000000_user', 'CREATE TABLE "User" (id SERIAL PRIMARY KEY);');
      expectResult(await project.prisma(['migrate', 'dev', '--create-only', '--name', 'mine']), 0);
      assert.match(
        project.read(`prisma/migrations/${project.migrations()[1]}/migration.sql`),
        /empty migration/,
      );
    },
  },
  {
    command,
    situation: 'an applied migration was edited: asks for a reset, does nothing',
    async run(bench) {
      const project = bench.project(USER);
      project.migration('20200101000000_user', 'CREATE TABLE "User" (id SERIAL PRIMARY KEY);');
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
      await bench.query('INSERT INTO "User" DEFAULT VALUES');
      project.migration('20200101000000_user', 'CREATE TABLE "User" (id SERIAL PRIMARY KEY); -- edited');
      expectResult(await project.prisma(['migrate', 'dev']), 130, 'was modified after it was applied');
      assert.equal((await bench.query('SELECT * FROM "User"')).length, 1);
    },
  },
  {
    command,
    situation: 'drift: asks for a reset, does nothing',
    async run(bench) {
      const project = bench.project(USER);
      project.migration('20200101000000_user', 'CREATE TABLE "User" (id SERIAL PRIMARY KEY);');
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
      await bench.query('CREATE TABLE stranger (id int)');
      expectResult(await project.prisma(['migrate', 'dev']), 130, 'Drift detected', 'stranger');
      assert.deepEqual(await bench.tables(), ['public.User', 'public.stranger']);
    },
  },
  {
    command,
    situation: 'an applied migration is missing from the directory',
    async run(bench) {
      const project = bench.project(USER);
      project.migration('20200101000000_user', 'CREATE TABLE "User" (id SERIAL PRIMARY KEY);');
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
      await bench.query(`UPDATE _prisma_migrations SET migration_name = 'lost'`);
      await bench.query('TRUNCATE "User"');
      expectResult(await project.prisma(['migrate', 'dev']), 130, 'lost');
    },
  },
  {
    command,
    situation: 'the database does not exist: it is created',
    async run(bench) {
      const project = bench.project(USER, { url: bench.server.url(`${bench.database} new "ü"`) });
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'one']), 0, 'created at');
      const database = `${bench.database} new "ü"`;
      assert.equal((await bench.server.query(database, 'SELECT * FROM "User"')).length, 0);
    },
  },
  {
    command,
    situation: 'the history does not apply: P3006 with the line',
    async run(bench) {
      const project = bench.project(USER);
      project.migration(
        '20200101000000_bad',
        '-- a comment\nCREATE TABLE fine (id int);\nCREATE TABEL bad ();\n',
      );
      expectResult(
        await project.prisma(['migrate', 'dev']),
        1,
        'P3006',
        '20200101000000_bad',
        '3 CREATE TABEL bad ();',
      );
      assert.deepEqual(await bench.tables(), []);
    },
  },
  {
    command,
    situation: 'the history names a missing table: P3006 and P1014',
    async run(bench) {
      const project = bench.project(USER);
      project.migration('20200101000000_bad', 'ALTER TABLE "Nowhere" ADD COLUMN a int;');
      expectResult(await project.prisma(['migrate', 'dev']), 1, 'P3006', 'P1014', '`Nowhere` does not exist');
    },
  },
  {
    command,
    situation: 'data would be lost, no terminal: refuses',
    async run(bench) {
      const project = bench.project(NAMED);
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'one']), 0);
      await bench.query(`INSERT INTO "User" (name) VALUES ('a')`);
      project.schema(USER);
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'drop']), 1, 'drop the column `name`');
      assert.equal((await bench.query('SELECT name FROM "User"')).length, 1);
      assert.equal(project.migrations().length, 1);
    },
  },
  {
    command,
    situation: 'a required column for a table with rows: refuses',
    async run(bench) {
      const project = bench.project(USER);
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'one']), 0);
      await bench.query('INSERT INTO "User" DEFAULT VALUES');
      project.schema(NAMED.replace('String?', 'String'));
      expectResult(
        await project.prisma(['migrate', 'dev', '--name', 'two']),
        1,
        'Added the required column `name`',
      );
      assert.equal(project.migrations().length, 1);
    },
  },
  {
    command,
    situation: 'the role may not create databases: P3014',
    async run(bench) {
      const role = `poor_${bench.database}`;
      await bench.query(`CREATE ROLE ${role} LOGIN PASSWORD 'p'; GRANT ALL ON SCHEMA public TO ${role}`);
      const url = bench.server.url(bench.database, '', { user: role, password: 'p' });
      const project = bench.project(USER, { url });
      expectResult(
        await project.prisma(['migrate', 'dev', '--name', 'one']),
        1,
        'P3014',
        'permission denied to create database',
      );
      assert.deepEqual(await bench.tables(), []);
    },
  },
];
