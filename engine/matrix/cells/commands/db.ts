import assert from 'node:assert/strict';
import { type Cell, expectResult } from '../../cell';

const USER = 'model User {\n  id Int @id\n}\n';
const NAMED = 'model User {\n  id Int @id\n  name String?\n}\n';

export const cells: Cell[] = [
  {
    command: 'db push',
    situation: 'empty database, then nothing to do',
    async run(bench) {
      const project = bench.project(USER);
      expectResult(await project.prisma(['db', 'push']), 0, 'now in sync');
      assert.deepEqual(await bench.tables(), ['public.User']);
      expectResult(await project.prisma(['db', 'push']), 0, 'already in sync');
    },
  },
  {
    command: 'db push',
    situation: 'data would be lost: refused; --accept-data-loss: done',
    async run(bench) {
      const project = bench.project(USER);
      await bench.query(
        `CREATE TABLE "User" (id int PRIMARY KEY, name text); INSERT INTO "User" VALUES (1, 'a')`,
      );
      expectResult(await project.prisma(['db', 'push']), 1, '--accept-data-loss');
      assert.equal((await bench.query('SELECT name FROM "User"')).length, 1);
      expectResult(await project.prisma(['db', 'push', '--accept-data-loss']), 0);
      assert.deepEqual(await bench.query('SELECT * FROM "User"'), [{ id: 1 }]);
    },
  },
  {
    command: 'db push',
    situation: '--force-reset: emptied first',
    async run(bench) {
      const project = bench.project(NAMED);
      await bench.query(`CREATE TABLE "User" (id text PRIMARY KEY); CREATE TABLE other (id int)`);
      expectResult(await project.prisma(['db', 'push', '--force-reset']), 0, 'successfully reset');
      assert.deepEqual(await bench.tables(), ['public.User']);
    },
  },
  {
    command: 'db push',
    situation: 'a step that cannot be executed: reports it',
    async run(bench) {
      const project = bench.project(NAMED.replace('String?', 'String'));
      await bench.query('CREATE TABLE "User" (id int PRIMARY KEY); INSERT INTO "User" VALUES (1)');
      expectResult(await project.prisma(['db', 'push']), 1, 'Added the required column `name`');
    },
  },
  {
    command: 'db pull',
    situation: 'tables, --print and into the file',
    async run(bench) {
      await bench.query('CREATE TABLE things (id serial PRIMARY KEY, name varchar(10) UNIQUE)');
      const project = bench.project('');
      expectResult(await project.prisma(['db', 'pull', '--print']), 0, 'model things', '@db.VarChar(10)');
      expectResult(await project.prisma(['db', 'pull']), 0, 'Introspected 1 model');
      assert.match(project.read('prisma/schema.prisma'), /model things/);
    },
  },
  {
    command: 'db pull',
    situation: 'an empty database: P4001',
    async run(bench) {
      expectResult(await bench.project('').prisma(['db', 'pull']), 1, 'P4001');
    },
  },
  {
    command: 'db pull',
    situation: '--force: ignores the schema on disk',
    async run(bench) {
      await bench.query('CREATE TABLE things (id serial PRIMARY KEY)');
      const project = bench.project('model Renamed {\n  id Int @id\n  @@map("things")\n}\n');
      expectResult(await project.prisma(['db', 'pull', '--force']), 0);
      assert.match(project.read('prisma/schema.prisma'), /model things/);
    },
  },
  {
    command: 'db execute',
    situation: '--stdin and --file',
    async run(bench) {
      const project = bench.project('');
      expectResult(
        await project.prisma(['db', 'execute', '--stdin'], { input: 'CREATE TABLE one (id int); SELECT 1;' }),
        0,
        'executed successfully',
      );
      project.write('two.sql', 'DO $$ BEGIN CREATE TABLE two (id int); END $$;');
      expectResult(await project.prisma(['db', 'execute', '--file', 'two.sql']), 0);
      assert.deepEqual(await bench.tables(), ['public.one', 'public.two']);
    },
  },
  {
    command: 'db execute',
    situation:
      'a script that fails: its line, nothing done; a missing table: P1014; a missing database: P1003',
    async run(bench) {
      const project = bench.project('');
      const failing = { input: 'CREATE TABLE one (id int);\nSELEC 1;\n' };
      expectResult(
        await project.prisma(['db', 'execute', '--stdin'], failing),
        1,
        'syntax error',
        '2 SELEC 1;',
      );
      assert.deepEqual(await bench.tables(), []);
      expectResult(
        await project.prisma(['db', 'execute', '--stdin'], { input: 'SELECT * FROM none' }),
        1,
        'P1014',
        '`none`',
      );
      expectResult(
        await project.prisma(['db', 'execute', '--stdin'], { input: 'DROP DATABASE "no-such"' }),
        1,
        'P1003',
        '`no-such` does not exist',
      );
    },
  },
  {
    command: '-v',
    situation: 'shows the engine, without a database',
    anyServer: true,
    async run(bench) {
      const project = bench.project('', { url: 'postgresql://u:p@127.0.0.1:1/none' });
      expectResult(await project.prisma(['-v']), 0, /Schema Engine +: schema-engine-cli [0-9a-f]{40}/);
    },
  },
  {
    command: 'generate, validate, format',
    situation: 'without a database',
    anyServer: true,
    async run(bench) {
      const project = bench.project(USER, { url: undefined });
      expectResult(await project.prisma(['validate']), 0, 'is valid');
      expectResult(await project.prisma(['format']), 0);
      expectResult(await project.prisma(['generate']), 0, 'Generated Prisma Client');
    },
  },
];
