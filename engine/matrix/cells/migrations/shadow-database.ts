import assert from 'node:assert/strict';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { PASSWORD } from '../../../testing/postgres-server';
import { type Cell, expectResult } from '../../cell';

const command = 'shadow database';
const USER = 'model User {\n  id Int @id\n}\n';
const TABLE = 'CREATE TABLE "User" (id int NOT NULL, CONSTRAINT "User_pkey" PRIMARY KEY (id));';
const ONE = '20200101000000_one';
/** Leaves a trace in the main database if it is replayed there. */
const TELLTALE = `${TABLE} CREATE TABLE IF NOT EXISTS log (t text); INSERT INTO log VALUES ('run');`;

export const cells: Cell[] = [
  {
    command,
    situation: 'created, and dropped afterwards; the main database runs each migration once',
    async run(bench) {
      const project = bench.project(`${USER}model log {\n  t String?\n  @@ignore\n}\n`);
      project.migration(ONE, TELLTALE);
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'more']), 0);
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'more']), 0, 'Already in sync');
      assert.equal((await bench.query('SELECT * FROM log')).length, 1);
      const role = `owner_${bench.database}`;
      await bench.query(
        `CREATE ROLE ${role} LOGIN CREATEDB PASSWORD 'p'; GRANT ALL ON ALL TABLES IN SCHEMA public TO ${role}`,
      );
      project.configure({ url: bench.server.url(bench.database, '', { user: role, password: 'p' }) });
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'more']), 0, 'Already in sync');
      const left = await bench.query(
        `SELECT datname FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba WHERE rolname = '${role}'`,
      );
      assert.deepEqual(left, []);
    },
  },
  {
    command,
    situation: 'configured: used, emptied before each use',
    async run(bench) {
      const shadow = `${bench.database}_shadow`;
      await bench.server.createDatabase(shadow);
      await bench.server.query(
        shadow,
        'CREATE SCHEMA old; CREATE TABLE old.rest (id int); CREATE TABLE "User" (id text)',
      );
      const project = bench.project(USER, { shadowUrl: bench.server.url(shadow) });
      project.migration(ONE, TABLE);
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'x']), 0);
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'x']), 0, 'Already in sync');
      assert.equal(
        (await bench.server.query(shadow, `SELECT 1 FROM pg_namespace WHERE nspname = 'old'`)).length,
        0,
      );
      assert.deepEqual(await bench.tables(), ['public.User']);
    },
  },
  {
    command,
    situation: 'configured, and in use by another run: waits; two at once both see what they replayed',
    async run(bench) {
      const shadow = `${bench.database}_shared`;
      await bench.server.createDatabase(shadow);
      const other = await bench.server.connect(shadow);
      await other.query('SELECT pg_advisory_lock(72707370); CREATE TABLE of_the_other (id int)');
      const kept = () => bench.server.query(shadow, `SELECT FROM pg_tables WHERE tablename = 'of_the_other'`);
      const shadowUrl = bench.server.url(shadow);
      const project = bench.project(USER, { shadowUrl });
      project.migration(ONE, `${TABLE} SELECT pg_sleep(0.5);`);
      const dev = () => project.prisma(['migrate', 'dev', '--name', 'x']);
      let over = false;
      const waiting = dev().finally(() => {
        over = true;
      });
      const tried = `SELECT FROM pg_stat_activity WHERE datname = '${shadow}' AND query LIKE '%try_advisory_lock(72707370)%'
        AND pid <> pg_backend_pid()`;
      while (!over && (await bench.server.query('postgres', tried)).length === 0) await pause(20);
      await pause(300);
      assert.equal((await kept()).length, 1);
      await other.end();
      expectResult(await waiting, 0);
      assert.equal((await kept()).length, 0);
      for (const result of await Promise.all([dev(), dev()])) expectResult(result, 0, 'Already in sync');
    },
  },
  {
    command,
    situation: 'configured as the main one: by the same URL, another name, a socket, a forwarded port',
    async run(bench) {
      await bench.query(`CREATE TABLE precious (id int); INSERT INTO precious VALUES (1)`);
      const { port, socket } = bench.server;
      const forward = await forwarder(port);
      const login = `postgres:${encodeURIComponent(PASSWORD)}`;
      const shadows = [
        bench.url(),
        bench.url('schema=shadow'),
        `postgresql://${login}@localhost:${port}/${bench.database}`,
        `postgresql://${login}@localhost:${port}/${bench.database}?host=${encodeURIComponent(socket)}`,
        `postgresql://${login}@127.0.0.1:${forward.port}/${bench.database}`,
      ];
      try {
        for (const shadowUrl of shadows) {
          const project = bench.project(USER, { shadowUrl });
          project.migration(ONE, TELLTALE);
          expectResult(
            await project.prisma(['migrate', 'dev', '--name', 'x']),
            1,
            'appears to be the same as the main database',
          );
          assert.deepEqual(await bench.tables(), ['public.precious']);
        }
      } finally {
        forward.close();
      }
      assert.equal((await bench.query('SELECT * FROM precious')).length, 1);
    },
  },
  {
    command,
    situation: 'configured as the main one, by a role that may not read which server it is: refused',
    async run(bench) {
      const role = `owner_${bench.database}`;
      await bench.query(
        `CREATE ROLE ${role} LOGIN PASSWORD 'p'; CREATE SCHEMA app; CREATE TABLE app.precious (id int);
         ALTER DATABASE ${bench.database} OWNER TO ${role}; ALTER SCHEMA app OWNER TO ${role};
         REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC`,
      );
      const [poor, rich] = [bench.server.url(bench.database, '', { user: role, password: 'p' }), bench.url()];
      const dev = ['migrate', 'dev', '--name', 'x'];
      const diff = ['migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-empty'];
      const attempts: [url: string, shadowUrl: string, args: string[]][] = [
        [rich, poor, dev],
        [poor, rich, dev],
        [poor, poor, diff],
      ];
      for (const [url, shadowUrl, args] of attempts) {
        const project = bench.project(USER, { url, shadowUrl });
        project.migration(ONE, TELLTALE);
        expectResult(await project.prisma(args), 1, 'appears to be the same as the main database');
        assert.deepEqual(await bench.tables(), ['app.precious']);
      }
    },
  },
  {
    command,
    situation: 'configured, and the main one cannot be reached to compare: left alone',
    anyServer: true,
    async run(bench) {
      await bench.query('CREATE TABLE precious (id int)');
      const url = 'postgresql://u:p@127.0.0.1:1/main';
      const project = bench.project(USER, { url, shadowUrl: bench.url() });
      project.migration(ONE, TELLTALE);
      const diff = ['migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-empty'];
      expectResult(await project.prisma(diff), 1, 'P1001', '127.0.0.1:1');
      assert.deepEqual(await bench.tables(), ['public.precious']);
    },
  },
  {
    command,
    situation: 'configured as a database with a migration history: refused',
    async run(bench) {
      const other = `${bench.database}_other`;
      await bench.server.createDatabase(other);
      await bench.server.query(
        other,
        'CREATE SCHEMA app; CREATE TABLE app._prisma_migrations (id int); CREATE TABLE data (id int)',
      );
      const project = bench.project(USER, { shadowUrl: bench.server.url(other) });
      project.migration(ONE, TABLE);
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'x']), 1, '`app._prisma_migrations`');
      assert.equal(
        (await bench.server.query(other, `SELECT 1 FROM pg_tables WHERE tablename = 'data'`)).length,
        1,
      );
    },
  },
  {
    command,
    situation: 'left behind by a killed engine: dropped by the next; one in use is left alone',
    async run(bench) {
      const abandoned = 'prisma_migrate_shadow_db_wasm_00000000000000000000000000000000';
      await bench.server.query('postgres', `DROP DATABASE IF EXISTS ${abandoned}`);
      await bench.server.createDatabase(abandoned);
      const native = `prisma_migrate_shadow_db_${bench.database}`;
      await bench.server.createDatabase(native);
      expectResult(await bench.project(USER).prisma(['migrate', 'dev', '--name', 'x']), 0);
      const left = await bench.query(
        `SELECT datname FROM pg_database WHERE datname IN ('${abandoned}', '${native}')`,
      );
      assert.deepEqual(left, [{ datname: native }]);
    },
  },
];

/** A port that forwards to another one. */
async function forwarder(to: number): Promise<{ port: number; close(): void }> {
  const server = net.createServer((socket) => {
    const onward = net.connect(to, '127.0.0.1');
    for (const end of [socket, onward]) end.on('error', () => undefined);
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  return { port: address.port, close: () => server.close() };
}
