import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PASSWORD } from '../../../testing/postgres-server';
import { finished } from '../../../testing/project';
import { type Cell, expectResult } from '../../cell';

const command = 'URL';
const USER = 'model User {\n  id Int @id\n}\n';
const ONE = '20200101000000_one';

export const cells: Cell[] = [
  {
    command,
    situation: '?schema= with spaces and quotes: dev, deploy, status, push, pull, diff',
    async run(bench) {
      const schema = `it's "my" schéma`;
      const project = bench.project(USER, { url: bench.url(`schema=${encodeURIComponent(schema)}`) });
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'one']), 0, 'now in sync');
      assert.deepEqual(await bench.tables(), [`${schema}.User`]);
      assert.equal((await bench.history(schema)).length, 1);
      expectResult(await project.prisma(['migrate', 'dev']), 0, 'Already in sync');
      expectResult(await project.prisma(['migrate', 'status']), 0, 'up to date');
      expectResult(await project.prisma(['db', 'push']), 0, 'already in sync');
      expectResult(await project.prisma(['db', 'pull', '--print']), 0, 'model User');
      const diff = [
        'migrate',
        'diff',
        '--from-config-datasource',
        '--to-schema',
        'prisma/schema.prisma',
        '--exit-code',
      ];
      expectResult(await project.prisma(diff), 0);
    },
  },
  {
    command,
    situation: 'application_name and options reach the session; harmless parameters are accepted',
    async run(bench) {
      const parameters =
        'application_name=my%20app&options=-c%20lock_timeout%3D4s&connection_limit=3&pgbouncer=true&connect_timeout=9';
      const project = bench.project('', { url: bench.url(parameters) });
      const script = `CREATE TABLE one AS SELECT current_setting('application_name') AS name, current_setting('lock_timeout') AS lock`;
      expectResult(await project.prisma(['db', 'execute', '--stdin'], { input: script }), 0);
      assert.deepEqual(await bench.query('SELECT * FROM one'), [{ name: 'my app', lock: '4s' }]);
    },
  },
  {
    command,
    situation:
      'parameters that Prisma does not know are ignored with one line, once; a similar one is suggested',
    anyServer: true,
    async run(bench) {
      const unknown =
        'supa=x&workaround=y&ssl=true&keepalives_interval=5&gssencmode=disable&statement_timeout=0&foo=bar&schemas=a';
      const project = bench.project(USER, { url: bench.url(unknown) });
      for (const args of [
        ['migrate', 'dev', '--name', 'one'],
        ['migrate', 'deploy'],
      ]) {
        const result = await project.prisma(args);
        expectResult(result, 0);
        const lines = result.stderr
          .split('\n')
          .filter((line) => line.startsWith('Ignored in the database URL'));
        assert.equal(lines.length, 1, result.stderr);
        assert.match(
          lines[0] ?? '',
          /`supa`, `workaround`, .*`foo`, `schemas` \(did you mean `schema`\?\)\./,
        );
      }
    },
  },
  {
    command,
    situation: 'a slash after the database is not part of its name',
    async run(bench) {
      const project = bench.project(USER, { url: bench.url().concat('/?schema=public') });
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'one']), 0, 'now in sync');
      assert.deepEqual(await bench.tables(), ['public.User']);
    },
  },
  {
    command,
    situation:
      'P1013: a URL with an unencoded @ or / in the password is refused, and the password is not shown',
    anyServer: true,
    async run(bench) {
      for (const url of ['app:se@/cret@db.example', 'app:se@cret/x@db.example', 'app:1/cret@db.example']) {
        const project = bench.project('', { url: `postgresql://${url}:5432/shop` });
        project.migration(ONE, 'SELECT 1;');
        const result = await project.prisma(['migrate', 'deploy']);
        expectResult(result, 1, 'P1013', 'percent-encoded');
        assert.doesNotMatch(result.stderr, /cret|Can't reach/);
      }
    },
  },
  {
    command,
    situation: 'no password in the argument list of the engine',
    async run(bench) {
      if (!fs.existsSync('/proc/self/cmdline')) return;
      const project = bench.project('');
      project.migration(ONE, 'SELECT pg_sleep(2);');
      const run = finished(project.start(['migrate', 'deploy']));
      const engines = new Set<string>();
      const watching = setInterval(() => {
        for (const line of commandLines()) if (line.includes('schema-engine.js')) engines.add(line);
      }, 30);
      expectResult(await run, 0);
      clearInterval(watching);
      await pause(0);
      assert.ok(engines.size > 0, 'the engine was never seen');
      const secrets = [PASSWORD, encodeURIComponent(PASSWORD)];
      for (const line of engines)
        assert.ok(!secrets.some((secret) => line.includes(secret)), 'the password is in the argument list');
    },
  },
];

function commandLines(): string[] {
  return fs.readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      return [fs.readFileSync(path.join('/proc', entry, 'cmdline'), 'utf8')];
    } catch {
      return [];
    }
  });
}
