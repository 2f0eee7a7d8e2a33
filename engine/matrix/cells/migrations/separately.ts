import assert from 'node:assert/strict';
import { type Bench, type Cell, expectMigrated, expectResult } from '../../cell';

const command = 'migration files';
const BASE = '20200101000000_base';
const NEXT = '20200102000000_next';
const LAST = '20200103000000_last';

const TABLES = `CREATE TYPE "Kind" AS ENUM ('a');
CREATE TABLE "User" ("id" INTEGER NOT NULL, "kind" "Kind", CONSTRAINT "User_pkey" PRIMARY KEY ("id"));`;
/** What each of them creates, so that `migrate dev` finds nothing to add. */
const SCHEMA = (kinds: string, indexes = '') =>
  `model User {\n  id Int @id\n  kind Kind?\n${indexes}\n}\nenum Kind {\n${kinds}\n}`;

const INDEXES = '@@index([kind], map: "one")\n@@index([id, kind], map: "two")';

async function expectApplied(bench: Bench, names: string[]): Promise<void> {
  assert.deepEqual(await bench.history(), names);
  assert.deepEqual(await bench.query('SELECT 1 FROM pg_index WHERE NOT indisvalid'), []);
}

/** A script that PostgreSQL does not run as one transaction: deployed, and replayed by `migrate dev`. */
function separately(situation: string, script: string, schema: string): Cell {
  return {
    command,
    situation,
    async run(bench) {
      const project = bench.project(schema);
      project.migration(BASE, TABLES);
      project.migration(NEXT, script);
      project.migration(
        LAST,
        `DO $$ BEGIN IF current_setting('lock_timeout') <> '0' THEN RAISE 'a setting has outlived its migration'; END IF; END $$`,
      );
      expectResult(
        await project.prisma(['migrate', 'deploy']),
        0,
        'All migrations have been successfully applied',
      );
      await expectApplied(bench, [BASE, NEXT, LAST]);
      await expectMigrated(project);
      expectResult(await project.prisma(['migrate', 'dev']), 0, 'Already in sync');
      expectResult(await project.prisma(['migrate', 'reset', '--force']), 0);
      await expectApplied(bench, [BASE, NEXT, LAST]);
    },
  };
}

export const cells: Cell[] = [
  separately(
    'two CREATE INDEX CONCURRENTLY, a setting before them, comments within comments',
    `SET lock_timeout = '30s';\n/* a /* b; /* c */ */ d; */ CREATE INDEX CONCURRENTLY "one" ON "User" ("kind");
CREATE INDEX CONCURRENTLY "two" ON "User" ("id", "kind");`,
    SCHEMA('a', INDEXES),
  ),
  separately(
    'DROP INDEX CONCURRENTLY twice, between others',
    `CREATE INDEX "x" ON "User" ("kind"); CREATE INDEX "y" ON "User" ("kind");
DROP INDEX CONCURRENTLY "x"; DROP INDEX CONCURRENTLY "y"; INSERT INTO "User" ("id") VALUES (1);`,
    SCHEMA('a'),
  ),
  separately(
    'a new enum value, used in the same file; VACUUM; REINDEX',
    `ALTER TYPE "Kind" ADD VALUE 'b';\nINSERT INTO "User" VALUES (1, 'b');\nVACUUM "User";\nREINDEX TABLE CONCURRENTLY "User";`,
    SCHEMA('a\nb'),
  ),
  separately(
    'DO and CALL that commit',
    `DO $$ BEGIN FOR i IN 1..3 LOOP INSERT INTO "User" VALUES (i); COMMIT; END LOOP; END $$;
CREATE PROCEDURE fill() LANGUAGE plpgsql AS $$ BEGIN FOR i IN 4..6 LOOP INSERT INTO "User" VALUES (i); COMMIT; END LOOP; END $$;
CALL fill();
DO $$ BEGIN ASSERT (SELECT count(*) FROM "User") = 6; END $$;`,
    SCHEMA('a'),
  ),
  {
    command,
    situation: 'one that must be split fails half-way: reports what is done; P3009; continues',
    async run(bench) {
      const project = bench.project(SCHEMA('a', INDEXES));
      project.migration(BASE, TABLES);
      const both =
        'CREATE INDEX CONCURRENTLY IF NOT EXISTS "one" ON "User" ("kind");\nCREATE INDEX CONCURRENTLY IF NOT EXISTS "two" ON "User" ("id", "kind");\n';
      project.migration(NEXT, `${both}CREATE INDEX CONCURRENTLY "three" ON "Nope" ("id");\n`);
      expectResult(
        await project.prisma(['migrate', 'deploy']),
        1,
        'P3018',
        '42P01',
        `Position: ${NEXT}/migration.sql:3:`,
        '2 of its 3 statements',
        `resolve --rolled-back "${NEXT}"`,
      );
      assert.deepEqual(await bench.history(), [BASE, `${NEXT}!`]);
      const [kept] = await bench.query<{ logs: string }>(
        'SELECT logs FROM _prisma_migrations WHERE logs IS NOT NULL',
      );
      assert.match(kept?.logs ?? '', /2 of its 3 statements/);
      expectResult(await project.prisma(['migrate', 'deploy']), 1, 'P3009', 'CREATE INDEX CONCURRENTLY');
      expectResult(await project.prisma(['migrate', 'resolve', '--rolled-back', NEXT]), 0);
      project.migration(NEXT, both);
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
      await expectApplied(bench, [BASE, `${NEXT}-`, NEXT]);
      await expectMigrated(project);
    },
  },
  {
    command,
    situation:
      'CREATE UNIQUE INDEX CONCURRENTLY fails: the invalid index is named, and never accepted as valid',
    async run(bench) {
      const project = bench.project(SCHEMA('a', '@@unique([kind], map: "one")'));
      project.migration(BASE, TABLES);
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
      await bench.query(`INSERT INTO "User" VALUES (1, 'a'), (2, 'a')`);
      const script = (more: string) => `CREATE UNIQUE INDEX CONCURRENTLY ${more}"one" ON "User" ("kind");`;
      project.migration(NEXT, script(''));
      const again = async (...texts: string[]) => {
        expectResult(
          await project.prisma(['migrate', 'deploy']),
          1,
          'P3018',
          `${NEXT}/migration.sql:1:1`,
          ...texts,
        );
        expectResult(await project.prisma(['migrate', 'resolve', '--rolled-back', NEXT]), 0);
      };
      await again('23505', 'DROP INDEX CONCURRENTLY public.one;');
      await bench.query('DELETE FROM "User" WHERE id = 2');
      await again('42P07', 'already exists', 'DROP INDEX CONCURRENTLY public.one;');
      project.migration(NEXT, script('IF NOT EXISTS '));
      await again('42P07', 'exists and is invalid', 'DROP INDEX CONCURRENTLY public.one;');
      await bench.query('DROP INDEX CONCURRENTLY public.one');
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
      assert.deepEqual(await bench.query('SELECT 1 FROM pg_index WHERE NOT indisvalid'), []);
      await expectMigrated(project);
    },
  },
  {
    command,
    situation:
      'every failed statement has its line: deploy, dev, execute; bodies before it are one statement',
    async run(bench) {
      const project = bench.project('');
      const script = `CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END;\n\nDROP TABLE nope;`;
      project.migration(NEXT, script);
      expectResult(
        await project.prisma(['migrate', 'dev']),
        1,
        'P3006',
        `Position: ${NEXT}/migration.sql:3:1`,
        '3 DROP TABLE nope',
      );
      expectResult(
        await project.prisma(['migrate', 'deploy']),
        1,
        'P3018',
        `Position: ${NEXT}/migration.sql:3:1`,
      );
      expectResult(await project.prisma(['db', 'execute', '--stdin'], { input: script }), 1, 'Position: 3:1');
      expectResult(
        await project.prisma(['db', 'execute', '--stdin'], {
          input: 'CREATE TABLE t (id int UNIQUE);\nVACUUM t;\nINSERT INTO t VALUES (1), (1);',
        }),
        1,
        '2 of its 3 statements',
        'Position: 3:1',
      );
    },
  },
  {
    command,
    situation: 'the server is stopped in the middle of one: P3018, and the next deploy reports the state',
    async run(bench) {
      const server = await bench.ownServer();
      const project = bench.project('', { url: server.url('postgres') });
      project.migration(NEXT, 'CREATE TABLE one ();\nSELECT pg_sleep(60);');
      const deploy = project.prisma(['migrate', 'deploy']);
      const sleeping = `SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'`;
      await bench.until(async () => (await server.query('postgres', sleeping)).length > 0, 'it slept');
      await server.crash();
      const result = await deploy;
      expectResult(result, 1, 'P3018', `Position: ${NEXT}/migration.sql:2:1`, 'P1017');
      assert.doesNotMatch(result.output, /none|undefined/);
      await server.launch();
      expectResult(await project.prisma(['migrate', 'deploy']), 1, 'P3009');
      expectResult(await project.prisma(['migrate', 'resolve', '--rolled-back', NEXT]), 0);
      project.migration(NEXT, 'CREATE TABLE one ();');
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
    },
  },
  {
    command,
    situation: 'each is announced as it starts',
    anyServer: true,
    async run(bench) {
      const project = bench.project('');
      project.migration(NEXT, 'SELECT 1');
      project.migration(LAST, 'SELECT pg_sleep(60)');
      const deploy = project.start(['migrate', 'deploy']);
      let printed = '';
      deploy.stdout?.on('data', (text) => {
        printed += text;
      });
      try {
        const second = `Applying migration \`${LAST}\``;
        await bench.until(async () => printed.includes(second), 'the second was announced');
        assert.match(printed, new RegExp(`Applying migration \`${NEXT}\`[^]*Applying migration \`${LAST}\``));
        assert.equal(deploy.exitCode, null);
      } finally {
        deploy.kill('SIGTERM');
      }
    },
  },
];
