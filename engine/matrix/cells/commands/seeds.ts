import assert from 'node:assert/strict';
import { type Cell, expectResult } from '../../cell';

const USER = 'model User {\n  id Int @id\n}\n';

export const cells: Cell[] = [
  {
    command: 'db seed',
    situation: 'runs the seed; `migrate dev` and `reset` do not',
    anyServer: true,
    async run(bench) {
      const project = bench.project(USER);
      project.configure({
        url: bench.url(),
        config: `...{ migrations: { path: 'prisma/migrations', seed: 'node seed.js' } },`,
      });
      project.write(
        'seed.js',
        `const { Client } = require('pg');
const client = new Client({ connectionString: ${JSON.stringify(bench.url())} });
client.connect().then(() => client.query('INSERT INTO "User" VALUES (1)')).then(() => client.end());`,
      );
      const rows = () => bench.query('SELECT * FROM "User"');
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'one']), 0, 'now in sync');
      assert.deepEqual(await rows(), []);
      expectResult(await project.prisma(['db', 'seed']), 0, 'seed command has been executed');
      assert.deepEqual(await rows(), [{ id: 1 }]);
      expectResult(await project.prisma(['migrate', 'reset', '--force']), 0);
      assert.deepEqual(await rows(), []);
    },
  },
  {
    command: 'db seed',
    situation: 'a seed that fails: its status and output; no seed: reports it',
    anyServer: true,
    async run(bench) {
      const project = bench.project('');
      project.configure({
        url: bench.url(),
        config: `...{ migrations: { path: 'prisma/migrations', seed: 'node seed.js' } },`,
      });
      project.write('seed.js', `console.log('dry'); process.exit(3);`);
      expectResult(await project.prisma(['db', 'seed']), 1, 'dry');
      expectResult(await bench.project('').prisma(['db', 'seed']), 0, 'No seed command configured');
    },
  },
];
