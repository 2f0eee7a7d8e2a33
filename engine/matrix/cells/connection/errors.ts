import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { type Cell, expectResult } from '../../cell';

const command = 'connection errors';
const status = ['migrate', 'status'];
const ONE = '20200101000000_one';

export const cells: Cell[] = [
  {
    command,
    situation: 'P1000: wrong password',
    async run(bench) {
      const url = bench.server.url(bench.database, '', { user: 'postgres', password: 'wrong' });
      for (const args of [status, ['migrate', 'deploy'], ['db', 'pull']]) {
        const project = bench.project('', { url });
        project.migration(ONE, 'SELECT 1;');
        expectResult(await project.prisma(args), 1, 'P1000', '`postgres` are not valid');
      }
    },
  },
  {
    command,
    situation: 'P1001: nothing listens there; no such host',
    anyServer: true,
    async run(bench) {
      for (const place of ['127.0.0.1:1', 'no-such-host.invalid:5432']) {
        const project = bench.project('', { url: `postgresql://u:p@${place}/db` });
        project.migration(ONE, 'SELECT 1;');
        expectResult(await project.prisma(['migrate', 'deploy']), 1, 'P1001', place);
      }
    },
  },
  {
    command,
    situation: 'P1001: connect_timeout expires, on the network and at a server that does not answer',
    anyServer: true,
    async run(bench) {
      // Reserved for documentation: packets to it are lost, or refused at once.
      const lost = bench.project('', { url: 'postgresql://u:p@192.0.2.1:5432/db?connect_timeout=1' });
      expectResult(await lost.prisma(status), 1, 'P1001', '192.0.2.1:5432');
      const silent = net.createServer().listen(0, '127.0.0.1');
      await once(silent, 'listening');
      const place = `127.0.0.1:${Object(silent.address()).port}`;
      const project = bench.project('', { url: `postgresql://u:p@${place}/db?connect_timeout=1` });
      expectResult(await project.prisma(status), 1, 'P1001', place);
      silent.close();
    },
  },
  {
    command,
    situation: 'P1003: no such database',
    async run(bench) {
      const project = bench.project('', { url: bench.server.url('no such db') });
      project.migration(ONE, 'SELECT 1;');
      expectResult(await project.prisma(status), 1, 'P1003', '`no such db`');
      expectResult(await project.prisma(['db', 'execute', '--stdin'], { input: 'SELECT 1' }), 1, 'P1003');
    },
  },
  {
    command,
    situation: 'P1010: no privilege to connect',
    async run(bench) {
      const role = `outsider_${bench.database}`;
      await bench.query(
        `CREATE ROLE ${role} LOGIN PASSWORD 'p'; REVOKE CONNECT ON DATABASE ${bench.database} FROM PUBLIC`,
      );
      const url = bench.server.url(bench.database, '', { user: role, password: 'p' });
      const project = bench.project('', { url });
      project.migration(ONE, 'SELECT 1;');
      expectResult(await project.prisma(status), 1, 'P1010', role);
    },
  },
  {
    command,
    situation: 'P1011: TLS is required and the server has none',
    async run(bench) {
      const project = bench.project('', { url: bench.url('sslmode=require') });
      expectResult(await project.prisma(['db', 'pull']), 1, 'P1011', 'does not support SSL');
    },
  },
  {
    command,
    situation: 'P1012: the schema is invalid',
    anyServer: true,
    async run(bench) {
      const project = bench.project('model Broken {\n  id Nothing @id\n}\n');
      for (const args of [['validate'], ['migrate', 'dev', '--name', 'x'], ['db', 'push']]) {
        expectResult(await project.prisma(args), 1, 'P1012', 'Nothing');
      }
      assert.deepEqual(await bench.tables(), []);
    },
  },
  {
    command,
    situation: 'P1013: an invalid value, an invalid port, no URL at all: with the messages of Prisma',
    anyServer: true,
    async run(bench) {
      const wrong: [string, string][] = [
        [bench.url('sslmode=maybe'), '`sslmode=maybe`'],
        [bench.url('connect_timeout=soon'), '`connect_timeout` must be a number'],
        [
          'postgresql://u:p@host:port/db',
          'The provided database string is invalid. invalid port number in database URL.',
        ],
        ['postgresql://u::::////::p@host/db', 'invalid port number in database URL.'],
      ];
      for (const [url, text] of wrong) {
        const project = bench.project('', { url });
        expectResult(await project.prisma(['db', 'pull']), 1, 'P1013', text);
      }
    },
  },
  {
    command,
    situation: 'P1017: the connection is cut while a script runs; a migration then is P3009',
    async run(bench) {
      const project = bench.project('');
      project.migration(ONE, 'CREATE TABLE one (id int);\nSELECT pg_terminate_backend(pg_backend_pid());\n');
      expectResult(await project.prisma(['migrate', 'deploy']), 1, ONE, 'P3018', 'P1017');
      assert.deepEqual(await bench.tables(), []);
      expectResult(await project.prisma(['migrate', 'deploy']), 1, 'P3009', ONE);
      const script = { input: 'CREATE TABLE two (id int); SELECT pg_terminate_backend(pg_backend_pid());' };
      expectResult(await project.prisma(['db', 'execute', '--stdin'], script), 1, 'P1017');
      assert.deepEqual(await bench.tables(), []);
    },
  },
];
