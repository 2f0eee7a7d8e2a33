import assert from 'node:assert/strict';
import { type Cell, expectResult } from '../../cell';

const USER = 'model User {\n  id Int @id\n}\n';

export const cells: Cell[] = ['migrate dev --name one', 'db push', 'db pull --print'].map((line) => ({
  command: line.split(' ').slice(0, 2).join(' '),
  situation: '--url: uses that database, and does not touch the configured one',
  anyServer: true,
  async run(bench) {
    const other = `${bench.database}_other`;
    await bench.server.createDatabase(other);
    const pulls = line.startsWith('db pull');
    if (pulls) await bench.server.query(other, 'CREATE TABLE "User" (id int PRIMARY KEY)');
    const project = bench.project(USER);
    const args = [...line.split(' '), '--url', bench.server.url(other)];
    expectResult(await project.prisma(args), 0, pulls ? 'model User' : /now in sync/);
    assert.equal((await bench.server.query(other, 'SELECT * FROM "User"')).length, 0);
    assert.deepEqual(await bench.tables(), []);
  },
}));
