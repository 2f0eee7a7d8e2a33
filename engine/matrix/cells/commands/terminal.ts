import assert from 'node:assert/strict';
import { type Cell, expectResult } from '../../cell';

const USER = 'model User {\n  id Int @id @default(autoincrement())\n}\n';
const NAMED = 'model User {\n  id Int @id @default(autoincrement())\n  name String?\n}\n';
const ONE = '20200101000000_user';
const NAME: [string, string] = ['Enter a name for the new migration', 'typed name\r'];

export const cells: Cell[] = [
  {
    command: 'migrate dev',
    situation: 'in a terminal: asks for the name; asks before data is lost; no means no',
    anyServer: true,
    async run(bench) {
      const project = bench.project(NAMED);
      expectResult(await project.inTerminal(['migrate', 'dev'], [NAME]), 0, 'now in sync');
      assert.match(project.migrations()[0] ?? '', /_typed_name$/);
      await bench.query(`INSERT INTO "User" (name) VALUES ('a')`);
      project.schema(USER);
      const refusal: [string, string] = ['Are you sure you want', 'n'];
      expectResult(await project.inTerminal(['migrate', 'dev'], [refusal]), 130, 'Migration cancelled');
      assert.equal((await bench.query('SELECT name FROM "User"')).length, 1);
      const consent: [string, string] = ['Are you sure you want', 'y'];
      expectResult(await project.inTerminal(['migrate', 'dev'], [consent, NAME]), 0, 'now in sync');
      assert.deepEqual(await bench.query('SELECT * FROM "User"'), [{ id: 1 }]);
    },
  },
  {
    command: 'migrate dev',
    situation: 'in a terminal, --create-only: asks for the name, applies nothing',
    anyServer: true,
    async run(bench) {
      const project = bench.project(USER);
      expectResult(
        await project.inTerminal(['migrate', 'dev', '--create-only'], [NAME]),
        0,
        'without applying',
      );
      assert.match(project.migrations()[0] ?? '', /_typed_name$/);
      assert.deepEqual(await bench.tables(), []);
    },
  },
  {
    command: 'migrate dev',
    situation: 'in a terminal, drift: reports what to do, and does nothing',
    anyServer: true,
    async run(bench) {
      const project = bench.project(USER);
      project.migration(ONE, 'CREATE TABLE "User" (id SERIAL PRIMARY KEY);');
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
      await bench.query('CREATE TABLE stranger (id int)');
      expectResult(await project.inTerminal(['migrate', 'dev'], []), 130, 'Drift detected', 'migrate reset');
      assert.deepEqual(await bench.tables(), ['public.User', 'public.stranger']);
    },
  },
  {
    command: 'migrate reset',
    situation: 'in a terminal: asks; no means no, yes means yes',
    anyServer: true,
    async run(bench) {
      const project = bench.project(USER);
      project.migration(ONE, 'CREATE TABLE "User" (id SERIAL PRIMARY KEY);');
      await bench.query('CREATE TABLE stranger (id int)');
      const answer = (key: string): [string, string][] => [['Are you sure you want', key]];
      expectResult(await project.inTerminal(['migrate', 'reset'], answer('n')), 130, 'Reset cancelled');
      assert.deepEqual(await bench.tables(), ['public.stranger']);
      expectResult(await project.inTerminal(['migrate', 'reset'], answer('y')), 0, 'reset successful');
      assert.deepEqual(await bench.tables(), ['public.User']);
    },
  },
  {
    command: 'db push',
    situation: 'in a terminal, data would be lost: asks; no means no, yes means yes',
    anyServer: true,
    async run(bench) {
      const project = bench.project(USER);
      await bench.query(
        `CREATE TABLE "User" (id SERIAL PRIMARY KEY, name text); INSERT INTO "User" VALUES (1, 'a')`,
      );
      const answer = (key: string): [string, string][] => [['Do you want to ignore the warning', key]];
      expectResult(await project.inTerminal(['db', 'push'], answer('n')), 130, 'cancelled');
      assert.equal((await bench.query('SELECT name FROM "User"')).length, 1);
      expectResult(await project.inTerminal(['db', 'push'], answer('y')), 0, 'now in sync');
      assert.deepEqual(await bench.query('SELECT * FROM "User"'), [{ id: 1 }]);
    },
  },
];
