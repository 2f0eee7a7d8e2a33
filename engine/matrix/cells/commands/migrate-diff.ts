import assert from 'node:assert/strict';
import { type Cell, expectResult } from '../../cell';

const command = 'migrate diff';
const MODEL = 'model User {\n  id Int @id\n}\n';
const TABLE = 'CREATE TABLE "User" (id int NOT NULL, CONSTRAINT "User_pkey" PRIMARY KEY (id));';
const schema = 'prisma/schema.prisma';
/** No server answers here. */
const NOWHERE = 'postgresql://u:p@127.0.0.1:1/none';

export const cells: Cell[] = [
  {
    command,
    situation: 'empty and schema, no database anywhere',
    anyServer: true,
    async run(bench) {
      const project = bench.project(MODEL, { url: NOWHERE });
      expectResult(
        await project.prisma(['migrate', 'diff', '--from-empty', '--to-schema', schema, '--script']),
        0,
        'CREATE TABLE "User"',
      );
      expectResult(
        await project.prisma(['migrate', 'diff', '--from-schema', schema, '--to-empty', '--script']),
        0,
        'DROP TABLE "User"',
      );
    },
  },
  {
    command,
    situation: 'schema and schema, --exit-code, no database anywhere',
    anyServer: true,
    async run(bench) {
      const project = bench.project(MODEL, { url: NOWHERE });
      project.write('other.prisma', project.read(schema).replace('id Int @id', 'id Int @id\n  name String'));
      const sides = ['--from-schema', schema, '--to-schema', 'other.prisma'];
      expectResult(
        await project.prisma(['migrate', 'diff', ...sides, '--exit-code']),
        2,
        'Added column `name`',
      );
      expectResult(
        await project.prisma([
          'migrate',
          'diff',
          '--from-schema',
          schema,
          '--to-schema',
          schema,
          '--exit-code',
        ]),
        0,
        'No difference',
      );
    },
  },
  {
    command,
    situation: 'database and schema, both ways, --exit-code',
    async run(bench) {
      const project = bench.project(MODEL);
      const to = ['migrate', 'diff', '--from-config-datasource', '--to-schema', schema, '--exit-code'];
      expectResult(await project.prisma([...to, '--script']), 2, 'CREATE TABLE "User"');
      await bench.query(TABLE);
      expectResult(await project.prisma(to), 0);
      expectResult(
        await project.prisma([
          'migrate',
          'diff',
          '--from-schema',
          schema,
          '--to-config-datasource',
          '--exit-code',
        ]),
        0,
      );
    },
  },
  {
    command,
    situation: 'empty and empty: reports that it cannot determine the database',
    anyServer: true,
    async run(bench) {
      const args = ['migrate', 'diff', '--from-empty', '--to-empty', '--exit-code'];
      expectResult(await bench.project(MODEL).prisma(args), 1, 'Could not determine the connector');
    },
  },
  {
    command,
    situation: 'migrations and database, -o',
    async run(bench) {
      const project = bench.project(MODEL);
      project.migration('20200101000000_one', TABLE);
      const args = [
        'migrate',
        'diff',
        '--from-migrations',
        'prisma/migrations',
        '--to-config-datasource',
        '--script',
      ];
      expectResult(await project.prisma([...args, '-o', 'out.sql']), 0);
      assert.match(project.read('out.sql'), /DROP TABLE "User"/);
    },
  },
  {
    command,
    situation: 'migrations with a shadow URL and no other',
    async run(bench) {
      const project = bench.project(MODEL, { url: undefined, shadowUrl: bench.url() });
      project.migration('20200101000000_one', TABLE);
      const args = [
        'migrate',
        'diff',
        '--from-migrations',
        'prisma/migrations',
        '--to-schema',
        schema,
        '--exit-code',
      ];
      expectResult(await project.prisma(args), 0, 'No difference');
    },
  },
  {
    command,
    situation: 'migrations without a lock file: reports it',
    async run(bench) {
      const project = bench.project(MODEL);
      project.write('prisma/migrations/20200101000000_one/migration.sql', TABLE);
      const args = ['migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-schema', schema];
      expectResult(await project.prisma(args), 1, 'migration_lock.toml');
    },
  },
];
