import assert from 'node:assert/strict';
import { type Cell, expectResult } from '../../cell';

const command = 'schema limits';

/** A schema that asks for a preview feature. */
const withPreview = (feature: string, datasource = '') => `datasource db {
  provider = "postgresql"
  ${datasource}
}
generator client {
  provider = "prisma-client"
  output = "../generated"
  previewFeatures = ["${feature}"]
}
model A {
  id Int @id
}
`;

export const cells: Cell[] = [
  {
    command,
    situation: 'TypedSQL: reports that it cannot work, and what to do',
    anyServer: true,
    async run(bench) {
      const project = bench.project('', { schema: withPreview('typedSql') });
      project.write('prisma/sql/all.sql', 'SELECT 1 AS one');
      expectResult(await project.prisma(['generate', '--sql']), 1, 'TypedSQL', '$queryRaw');
      expectResult(await project.prisma(['generate']), 0);
    },
  },
  {
    command,
    situation: 'P3007: the postgresqlExtensions preview, with each command that would misread it',
    anyServer: true,
    async run(bench) {
      const schema = withPreview('postgresqlExtensions', 'extensions = [citext]');
      const project = bench.project('', { schema });
      for (const line of ['migrate dev --name x', 'db push', 'db pull']) {
        expectResult(
          await project.prisma(line.split(' ')),
          1,
          'P3007',
          'blocked: `postgresqlExtensions`',
          'CREATE EXTENSION',
        );
      }
      assert.deepEqual(await bench.tables(), []);
      assert.deepEqual(project.migrations(), []);
      assert.equal(project.read('prisma/schema.prisma'), schema);
    },
  },
  {
    command,
    situation: 'an extension in a migration instead: its types, in sync',
    async run(bench) {
      const project = bench.project('model A {\n  id Int @id\n  mail String @unique @db.Citext\n}\n');
      expectResult(await project.prisma(['migrate', 'dev', '--create-only', '--name', 'one']), 0);
      const [name = ''] = project.migrations();
      const file = `prisma/migrations/${name}/migration.sql`;
      project.write(file, `CREATE EXTENSION IF NOT EXISTS citext;\n${project.read(file)}`);
      expectResult(await project.prisma(['migrate', 'dev']), 0, 'now in sync');
      expectResult(await project.prisma(['migrate', 'dev']), 0, 'Already in sync');
      await bench.query(`INSERT INTO "A" VALUES (1, 'Ada@example.org')`);
      assert.equal((await bench.query(`SELECT 1 FROM "A" WHERE mail = 'ada@EXAMPLE.org'`)).length, 1);
    },
  },
  {
    command,
    situation: "what always differs, as with any of Prisma's engines; written otherwise it does not",
    anyServer: true,
    async run(bench) {
      const wanted = [
        ['CharBare', 'a String @db.Char', true],
        ['CharLong', 'a String @db.Char(1)', false],
        ['BitBare', 'a String @db.Bit', true],
        ['BitLong', 'a String @db.Bit(1)', false],
        ['IndexOps', 'a String\n  @@index([a(ops: raw("text_pattern_ops"))])', true],
        ['IndexBare', 'a String\n  @@index([a])', false],
      ] as const;
      const models = wanted.map(([name, fields]) => `model ${name} {\n  id Int @id\n  ${fields}\n}\n`);
      const project = bench.project(models.join(''));
      expectResult(await project.prisma(['db', 'push']), 0);
      // As the guide says: an index with an operator class, by hand.
      await bench.query(
        'DROP INDEX "IndexBare_a_idx"; CREATE INDEX "IndexBare_a_idx" ON "IndexBare" (a text_pattern_ops)',
      );
      const sides = ['--from-config-datasource', '--to-schema', 'prisma/schema.prisma'];
      const result = await project.prisma(['migrate', 'diff', ...sides, '--script', '--exit-code']);
      expectResult(result, 2);
      for (const [name, , forEver] of wanted) assert.equal(result.output.includes(name), forEver, name);
    },
  },
];
