import assert from 'node:assert/strict';
import type { Project } from '../../../testing/project';
import { type Bench, type Cell, expectResult } from '../../cell';

const command = 'shadow database';
const USER = 'model User {\n  id Int @id\n}\n';
const ONE = '20200101000000_one';
/** One object of each kind that must be dropped before it can be created again. */
const ALL_KINDS = `CREATE TABLE "User" (id int NOT NULL, CONSTRAINT "User_pkey" PRIMARY KEY (id));
CREATE TYPE mood AS ENUM ('ok'); CREATE TYPE pair AS (a int, b int); CREATE TYPE span AS RANGE (subtype = int);
CREATE DOMAIN positive AS int CHECK (VALUE > 0); CREATE SEQUENCE counter;
CREATE FUNCTION twice(a positive) RETURNS int LANGUAGE sql AS 'SELECT 2 * a';
CREATE PROCEDURE nothing() LANGUAGE sql AS ''; CREATE AGGREGATE sum_of(int) (sfunc = int4pl, stype = int);
CREATE OPERATOR === (leftarg = int, rightarg = int, function = int4eq);
CREATE COLLATION plain (provider = libc, locale = 'C'); CREATE TEXT SEARCH CONFIGURATION words (copy = simple);
CREATE VIEW seen AS SELECT id FROM "User"; CREATE MATERIALIZED VIEW kept AS SELECT id FROM "User";
CREATE TABLE parted (id int) PARTITION BY RANGE (id); CREATE TABLE part PARTITION OF parted DEFAULT;
DROP TABLE parted; DROP VIEW seen; DROP MATERIALIZED VIEW kept;
`;
/** Leaves objects in the shadow database that a Prisma schema can't have. */
const LEFTOVERS = `CREATE VIEW seen AS SELECT id FROM "User"; CREATE MATERIALIZED VIEW kept AS SELECT id FROM "User";`;

interface Hosted {
  role: string;
  shadow: string;
  project: Project;
}

/** A project whose shadow database a hosting provider created; `grants` says what its role may do there. */
async function hosted(bench: Bench, grants: (role: string, shadow: string) => string): Promise<Hosted> {
  const [role, shadow] = [`tenant_${bench.database}`, `${bench.database}_hosted`];
  await bench.query(`CREATE ROLE ${role} LOGIN PASSWORD 'p'`);
  await bench.server.createDatabase(shadow);
  await bench.server.query(shadow, grants(role, shadow));
  const shadowUrl = bench.server.url(shadow, '', { user: role, password: 'p' });
  const project = bench.project(USER, { shadowUrl });
  project.migration(ONE, `${ALL_KINDS}${LEFTOVERS}`);
  return { role, shadow, project };
}

/** Replays the history twice: the second time into what the first has left. */
async function replayedTwice(project: Project): Promise<void> {
  expectResult(await project.prisma(['migrate', 'dev', '--name', 'x']), 0);
  expectResult(await project.prisma(['migrate', 'dev', '--name', 'x']), 0, 'Already in sync');
}

const EXTENSIONS = `SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1`;

export const cells: Cell[] = [
  {
    command,
    situation:
      "hosted: the role owns it, and the administrator's extensions are in public and in their own schema",
    async run(bench) {
      const { shadow, project } = await hosted(
        bench,
        (role, name) =>
          `ALTER DATABASE ${name} OWNER TO ${role}; CREATE SCHEMA hosted_ext; CREATE EXTENSION citext SCHEMA hosted_ext;
           CREATE EXTENSION pg_trgm SCHEMA public; CREATE TABLE hosted_ext.theirs (id int);
           SET ROLE ${role}; CREATE SCHEMA mine; CREATE TABLE mine.rest (id int); CREATE TABLE "User" (id text)`,
      );
      await replayedTwice(project);
      const left = await bench.server.query(shadow, EXTENSIONS);
      assert.deepEqual(left, [{ extname: 'citext' }, { extname: 'pg_trgm' }]);
      const mine = await bench.server.query(shadow, `SELECT FROM pg_namespace WHERE nspname = 'mine'`);
      assert.equal(mine.length, 0);
    },
  },
  {
    command,
    situation:
      "hosted: the administrator's, with privileges on the schema public and the database, or only the schema",
    async run(bench) {
      const { role, shadow, project } = await hosted(
        bench,
        (name, database) =>
          `GRANT ALL ON SCHEMA public TO ${name}; GRANT ALL ON DATABASE ${database} TO ${name}`,
      );
      await replayedTwice(project);
      await bench.server.query(shadow, `REVOKE ALL ON DATABASE ${shadow} FROM ${role}`);
      await replayedTwice(project);
    },
  },
  {
    command,
    situation:
      "hosted: another role's table is in the way, or the role may not create in the schema: reported with a fix",
    async run(bench) {
      const { role, shadow, project } = await hosted(
        bench,
        () => 'CREATE TABLE precious (id int); INSERT INTO precious VALUES (1)',
      );
      const dev = () => project.prisma(['migrate', 'dev', '--name', 'x']);
      expectResult(await dev(), 1, 'P3016', 'the table `public.precious` of `postgres`', 'Nothing was done');
      assert.equal((await bench.server.query(shadow, 'SELECT * FROM precious')).length, 1);
      await bench.server.query(shadow, 'DROP TABLE precious');
      const grant = `GRANT ALL ON SCHEMA "public" TO "${role}"`;
      expectResult(await dev(), 1, 'P3016', 'the schema `public` of `pg_database_owner`', grant);
      await bench.server.query(shadow, grant);
      await replayedTwice(project);
    },
  },
];
