import assert from 'node:assert/strict';
import { type Bench, type Cell, expectMigrated, expectResult } from '../../cell';

const command = 'enum changes';
const CONSENT: [string, string] = ['Are you sure you want', 'y'];

const BEFORE = `model Alert {
  id       Int       @id
  channel  Channel   @default(MAIL)
  fallback Channel[] @default([MAIL])
  other    Channel?
}
model Removed {
  id      Int @id
  channel Channel
}
model Plain {
  id Int @id
}
enum Channel {
  MAIL
  FAX
  PUSH
}`;
/** One value less, while a table and a column that use the enum are added, and a table and a column are dropped. */
const AFTER = `model Alert {
  id       Int       @id
  channel  Channel   @default(MAIL)
  fallback Channel[] @default([MAIL])
}
model Plain {
  id      Int     @id
  channel Channel @default(PUSH)
}
model Report {
  id      Int     @id
  channel Channel
}
enum Channel {
  MAIL
  PUSH
}`;

async function expectChanged(bench: Bench, schema: string): Promise<void> {
  assert.deepEqual(
    await bench.query(`SELECT typname, enum_range(NULL::${schema}."Channel")::text AS labels
    FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace WHERE nspname = '${schema}' AND typtype = 'e'`),
    [{ typname: 'Channel', labels: '{MAIL,PUSH}' }],
  );
}

/** In the schema that `parameters` name: created, deployed to another one, in sync. */
function loses(schema: string, parameters: string): Cell {
  return {
    command,
    situation: `an enum loses a value while its columns are added and dropped, in schema ${schema}`,
    async run(bench) {
      const project = bench.project(BEFORE, { url: bench.url(parameters) });
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'one']), 0);
      project.schema(AFTER);
      expectResult(
        await project.inTerminal(['migrate', 'dev', '--name', 'two'], [CONSENT]),
        0,
        'now in sync',
      );
      const scripts = project
        .migrations()
        .map((name) => project.read(`prisma/migrations/${name}/migration.sql`));
      assert.doesNotMatch(scripts.join('\n'), new RegExp(`"(public|${schema})"`));
      await expectChanged(bench, schema);
      expectResult(await project.prisma(['migrate', 'dev']), 0, 'Already in sync');
      await bench.query(`CREATE TYPE public."Channel_old" AS ENUM ('by chance')`);
      project.configure({ url: bench.url('schema=tenant_b') });
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
      await expectChanged(bench, 'tenant_b');
      assert.equal((await bench.query(`SELECT to_regtype('public."Channel_old"')::text AS kept`)).length, 1);
      await expectMigrated(project);
    },
  };
}

export const cells: Cell[] = [
  loses('public', ''),
  loses('tenant_a', 'schema=tenant_a'),
  {
    command,
    situation: 'the same by db push, and as migrate diff prints it',
    async run(bench) {
      const project = bench.project(BEFORE);
      expectResult(await project.prisma(['db', 'push']), 0);
      project.schema(AFTER);
      const diff = ['migrate', 'diff', '--to-schema', 'prisma/schema.prisma', '--script'];
      const { output } = await project.prisma([...diff, '--from-config-datasource']);
      assert.doesNotMatch(output, /"public"\./);
      assert.doesNotMatch((await project.prisma([...diff, '--from-empty'])).output, /"public"/);
      expectResult(await project.prisma(['db', 'push', '--accept-data-loss']), 0, 'now in sync');
      await expectChanged(bench, 'public');
      expectResult(await project.prisma(['db', 'push']), 0, 'already in sync');
    },
  },
  {
    command,
    situation: 'several schemas in the models: names stay',
    async run(bench) {
      const several = (values: string) => `datasource db {
  provider = "postgresql"
  schemas  = ["public", "other"]
}
model A {
  id Int @id
  e  E   @default(x)
  @@schema("other")
}
enum E {
  ${values}
  @@schema("public")
}`;
      const project = bench.project('');
      project.write('prisma/schema.prisma', several('x\n  y'));
      expectResult(await project.prisma(['db', 'push']), 0);
      project.write('prisma/schema.prisma', several('x'));
      expectResult(await project.prisma(['db', 'push', '--accept-data-loss']), 0, 'now in sync');
      const diff = ['migrate', 'diff', '--from-empty', '--to-schema', 'prisma/schema.prisma', '--script'];
      expectResult(await project.prisma(diff), 0, '"other"."A"', 'CREATE SCHEMA IF NOT EXISTS "public"');
    },
  },
  {
    command,
    situation:
      'a new value is used as a default in the same step; removed while a row uses it: P3018, all as before',
    async run(bench) {
      const schema = (value: string, more = '') =>
        `model File {\n  id Int @id\n  source Source @default(${value})\n  mirrors Source[] @default([LOCAL])\n}\nenum Source {\n  LOCAL\n  FTP\n${more}\n}`;
      const project = bench.project(schema('LOCAL'));
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'one']), 0);
      project.schema(schema('S3', '  S3'));
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'two']), 0, 'now in sync');
      await bench.query(`INSERT INTO "File" (id, mirrors) VALUES (1, '{LOCAL,S3}')`);
      project.schema(schema('LOCAL'));
      expectResult(
        await project.inTerminal(['migrate', 'dev', '--name', 'three'], [CONSENT]),
        1,
        'P3018',
        '22P02',
        'Position: ',
      );
      assert.deepEqual(await bench.query(`SELECT typname FROM pg_type WHERE typtype = 'e'`), [
        { typname: 'Source' },
      ]);
      await bench.query(`UPDATE "File" SET source = 'LOCAL', mirrors = '{LOCAL}'`);
      const name = project.migrations().at(-1) ?? '';
      expectResult(await project.prisma(['migrate', 'resolve', '--rolled-back', name]), 0);
      expectResult(await project.prisma(['migrate', 'dev']), 0, 'now in sync');
      assert.deepEqual(
        await bench.query(`INSERT INTO "File" (id) VALUES (2) RETURNING source, mirrors::text`),
        [{ source: 'LOCAL', mirrors: '{LOCAL}' }],
      );
      await expectMigrated(project);
    },
  },
];
