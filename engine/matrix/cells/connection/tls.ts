import assert from 'node:assert/strict';
import type { PostgresServer } from '../../../testing/postgres-server';
import { type Bench, type Cell, expectResult } from '../../cell';

const command = 'TLS';
/** Records whether the session that runs it is encrypted, and with whose certificate. */
const NOTE = {
  input: 'INSERT INTO seen SELECT ssl, client_dn FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
};
const EXECUTE = ['db', 'execute', '--stdin'];

/** A server that encrypts, with a table for these records. */
async function encrypting(bench: Bench) {
  const server = await bench.ownServer();
  await server.query('postgres', 'CREATE TABLE seen (ssl boolean, by text)');
  const authority = await server.enableTls();
  return { server, authority };
}

async function seen(server: PostgresServer): Promise<[boolean, string | null][]> {
  const rows = await server.query<{ ssl: boolean; by: string | null }>('postgres', 'SELECT * FROM seen');
  return rows.map(({ ssl, by }) => [ssl, by]);
}

const file = (name: string) => encodeURIComponent(name);

export const cells: Cell[] = [
  {
    command,
    situation: 'each sslmode and sslaccept: encrypted or not, the certificate checked or not',
    anyServer: true,
    async run(bench) {
      const { server, authority } = await encrypting(bench);
      const known = file(authority.certificate);
      const wanted: [parameters: string, outcome: boolean | 'refused'][] = [
        ['', true],
        ['sslmode=disable', false],
        ['sslmode=require', true],
        ['sslmode=no-verify', true],
        ['sslmode=require&sslaccept=strict', 'refused'],
        ['sslmode=verify-ca', 'refused'],
        ['sslmode=verify-full&host=localhost', 'refused'],
        [`sslmode=require&sslaccept=strict&sslcert=${known}&host=localhost`, true],
        [`sslmode=verify-full&sslrootcert=${known}&host=localhost`, true],
        [`sslmode=verify-full&sslrootcert=${known}`, 'refused'],
        [`sslmode=verify-ca&sslrootcert=${known}`, true],
      ];
      for (const [parameters, outcome] of wanted) {
        await server.query('postgres', 'TRUNCATE seen');
        const result = await bench
          .project('', { url: server.url('postgres', parameters) })
          .prisma(EXECUTE, NOTE);
        if (outcome === 'refused') expectResult(result, 1, 'P1011', /certificate|altnames/);
        else expectResult(result, 0);
        assert.deepEqual(await seen(server), outcome === 'refused' ? [] : [[outcome, null]], parameters);
      }
    },
  },
  {
    command,
    situation: "the client's own certificate: sslcert with sslkey, and sslidentity; without one: refused",
    async run(bench) {
      const { server, authority } = await encrypting(bench);
      await server.query('postgres', 'CREATE ROLE carl LOGIN; GRANT INSERT ON seen TO carl');
      await server.letIn('hostssl all carl all cert');
      const own = authority.issue('carl');
      const root = `sslmode=verify-full&sslrootcert=${file(authority.certificate)}`;
      const packed = file(authority.pack(own, 'p 12'));
      const wrong = authority.issue('eve');
      const by = (parameters: string) =>
        bench
          .project('', { url: `postgresql://carl@localhost:${server.port}/postgres?${root}${parameters}` })
          .prisma(EXECUTE, NOTE);
      expectResult(await by(`&sslcert=${file(own.certificate)}&sslkey=${file(own.key)}`), 0);
      expectResult(await by(`&sslidentity=${packed}&sslpassword=p%2012`), 0);
      assert.deepEqual(await seen(server), [
        [true, '/CN=carl'],
        [true, '/CN=carl'],
      ]);
      expectResult(await by(''), 1, 'P1010', 'requires a valid client certificate');
      expectResult(
        await by(`&sslcert=${file(wrong.certificate)}&sslkey=${file(wrong.key)}`),
        1,
        'P1010',
        'carl',
      );
      expectResult(await by(`&sslidentity=${packed}&sslpassword=guess`), 1, 'P1011', /mac verify|password/i);
      assert.equal((await seen(server)).length, 2);
    },
  },
  {
    command,
    situation: 'a missing file is named: P1011',
    anyServer: true,
    async run(bench) {
      for (const parameter of ['sslcert', 'sslrootcert', 'sslidentity']) {
        const project = bench.project('', { url: bench.url(`${parameter}=nowhere.pem`) });
        expectResult(await project.prisma(EXECUTE, NOTE), 1, 'P1011', 'nowhere.pem');
      }
    },
  },
];
