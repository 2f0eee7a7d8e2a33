import assert from 'node:assert/strict';
import { PASSWORD } from '../../../testing/postgres-server';
import { type Bench, type Cell, expectResult } from '../../cell';

const command = 'Unix socket';
const USER = 'model User {\n  id Int @id\n}\n';

/** The ways to write a socket in a URL. */
function urls({ server: { socket, port }, database }: Bench): string[] {
  const login = `postgres:${encodeURIComponent(PASSWORD)}`;
  const folder = encodeURIComponent(socket);
  return [
    `postgresql://${login}@localhost:${port}/${database}?host=${folder}`,
    `postgresql://${login}@${folder}:${port}/${database}`,
    `postgresql://${login}@/${database}?host=${folder}&port=${port}`,
  ];
}

export const cells: Cell[] = [
  {
    command,
    situation: '?host=, percent-encoded as the host, and no host at all',
    async run(bench) {
      const project = bench.project('');
      for (const [at, url] of urls(bench).entries()) {
        project.configure({ url });
        project.migration(
          `2020010${at}000000_m`,
          `CREATE TABLE t${at} AS SELECT inet_client_addr() AS address`,
        );
        expectResult(await project.prisma(['migrate', 'deploy']), 0);
        assert.deepEqual(await bench.query(`SELECT * FROM t${at}`), [{ address: null }]);
      }
    },
  },
  {
    command,
    situation: 'no host at all: dev, status, pull, diff',
    async run(bench) {
      const project = bench.project(USER, { url: urls(bench)[2] });
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'one']), 0, 'now in sync');
      expectResult(await project.prisma(['migrate', 'status']), 0, 'up to date');
      expectResult(await project.prisma(['db', 'pull', '--print']), 0, 'model User');
      const diff = ['migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-config-datasource'];
      expectResult(await project.prisma([...diff, '--exit-code']), 0);
      assert.deepEqual(await bench.tables(), ['public.User']);
    },
  },
  {
    command,
    situation: 'nothing listens there: P1001',
    anyServer: true,
    async run(bench) {
      const project = bench.project('', { url: 'postgresql://me@/db?host=/no/such/folder' });
      expectResult(await project.prisma(['db', 'pull']), 1, 'P1001', '/no/such/folder');
    },
  },
];
