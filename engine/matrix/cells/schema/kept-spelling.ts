import assert from 'node:assert/strict';
import { type Bench, type Cell, expectResult } from '../../cell';

const command = 'schema features';
const DEV = ['migrate', 'dev', '--name', 'next'];
const NEVER = 'Never in sync as they are written';

/** As people write them: PostgreSQL or Prisma returns each in another spelling. */
const WRITTEN = `model Token {
  id        String   @id @default(dbgenerated("('tok_' || gen_random_uuid())"))
  expiresAt DateTime @default(dbgenerated("now() + interval '1 day'")) @map("expires_at") @db.Timestamptz(3)
  at        DateTime @default(dbgenerated("current_timestamp")) @db.Timestamp(0)
  noon      DateTime @default(dbgenerated("'12:00'")) @db.Time(0)
  meta      Json     @default(dbgenerated("'{}'"))
  tags      String[] @default(dbgenerated("'{}'"))
  pin       String   @default(dbgenerated("lpad(floor(random()*10000)::text, 4, '0')"))
  owner     String   @default(dbgenerated("current_user"))
}
`;
const MORE = WRITTEN.replace('owner ', 'more String?\n  owner ');

const GENERATED = `CREATE TABLE "Article" ("id" SERIAL NOT NULL, "title" TEXT NOT NULL,
  "search" tsvector GENERATED ALWAYS AS (to_tsvector('simple', "title")) STORED,
  CONSTRAINT "Article_pkey" PRIMARY KEY ("id"));
CREATE INDEX "Article_search_idx" ON "Article" USING GIN ("search");`;
const article = (search: string, more = '') => `model Article {
  id     Int    @id @default(autoincrement())
  title  String
  search ${search}
  ${more}

  @@index([search], type: Gin)
}
`;
const INSIDE = `Unsupported("tsvector GENERATED ALWAYS AS (to_tsvector('simple', title)) STORED")?`;
const APART = 'Unsupported("tsvector")? @default(dbgenerated())';

/** The spelling of each default that the advice gives, by its field. */
function spellings(output: string): Map<string, string> {
  return new Map(
    [...output.matchAll(/^ +\w+\.(\w+): .*Write in the schema: (.*)$/gm)].map(
      ([, field = '', spelling = '']) => [field, spelling],
    ),
  );
}

async function inSync(bench: Bench, models: string): Promise<void> {
  const project = bench.project(models);
  expectResult(await project.prisma(DEV), 0, 'now in sync');
  const again = await project.prisma(DEV);
  expectResult(again, 0, 'Already in sync');
  assert.doesNotMatch(again.output, /Never in sync/);
}

export const cells: Cell[] = [
  {
    command,
    situation:
      'defaults that PostgreSQL spells otherwise: reported at once, migrated once, and in sync as advised',
    async run(bench) {
      const project = bench.project(WRITTEN);
      const first = await project.prisma(DEV);
      expectResult(first, 0, 'now in sync', NEVER);
      expectResult(await project.prisma(DEV), 0, 'Already in sync', NEVER);
      assert.equal(project.migrations().length, 1);
      project.schema(MORE);
      expectResult(await project.prisma(DEV), 0, 'now in sync', NEVER);
      const script = project.read(`prisma/migrations/${project.migrations()[1]}/migration.sql`);
      assert.match(script, /ADD COLUMN/);
      assert.doesNotMatch(script, /SET DEFAULT/);
      const advised = spellings(first.output);
      assert.equal(advised.get('expiresAt'), `@default(dbgenerated("(now() + '1 day'::interval)"))`);
      const lines = MORE.split('\n').map((line) => {
        const spelling = advised.get(line.trim().split(' ')[0] ?? '');
        return spelling === undefined
          ? line
          : line.replace(/@default\(dbgenerated\(".*?"\)\)/, () => spelling);
      });
      project.schema(lines.join('\n'));
      const last = await project.prisma(DEV);
      expectResult(last, 0, 'Already in sync');
      assert.doesNotMatch(last.output, /Never in sync/);
      assert.equal(project.migrations().length, 2);
    },
  },
  {
    command,
    situation: 'a default that changes is a change, also beside one that is spelled otherwise',
    anyServer: true,
    async run(bench) {
      const project = bench.project(WRITTEN);
      expectResult(await project.prisma(DEV), 0, 'now in sync');
      project.schema(WRITTEN.replace('1 day', '2 days'));
      expectResult(await project.prisma(DEV), 0, 'now in sync', "'2 days'::interval");
      const kept = await bench.query(
        `SELECT column_default AS kept FROM information_schema.columns WHERE column_name = 'expires_at'`,
      );
      assert.deepEqual(kept, [{ kept: "(now() + '2 days'::interval)" }]);
    },
  },
  {
    command,
    situation: 'generated columns: in sync as the guide writes them; otherwise reported and never dropped',
    async run(bench) {
      const project = bench.project(article(APART));
      project.migration('20200101000000_article', GENERATED);
      expectResult(await project.prisma(DEV), 0, 'now in sync');
      expectResult(await project.prisma(DEV), 0, 'Already in sync');
      project.schema(article(INSIDE));
      const reported = 'Article.search is a generated column';
      expectResult(await project.prisma(DEV), 0, 'Already in sync', reported, '@default(dbgenerated())');
      project.schema(article(INSIDE, 'more String?'));
      expectResult(await project.prisma(DEV), 0, 'now in sync', reported);
      const script = project.read(`prisma/migrations/${project.migrations()[1]}/migration.sql`);
      assert.doesNotMatch(script, /DROP DEFAULT|DROP EXPRESSION/);
      assert.match(script, /ADD COLUMN/);
    },
  },
  {
    command,
    situation: 'defaults in the spelling that PostgreSQL keeps: always in sync',
    async run(bench) {
      await inSync(
        bench,
        `model Token {
  id        String   @id @default(dbgenerated("('tok_'::text || gen_random_uuid())"))
  expiresAt DateTime @default(dbgenerated("(now() + '1 day'::interval)")) @db.Timestamptz(3)
  day       DateTime @default(dbgenerated("CURRENT_DATE")) @db.Date
  at        DateTime @default(now()) @db.Timestamp(0)
  noon      DateTime @default(dbgenerated("'12:00:00'::time without time zone")) @db.Time(0)
  meta      Json     @default("{}")
  tags      String[] @default([])
  pin       String   @default(dbgenerated("lpad((floor((random() * (10000)::double precision)))::text, 4, '0'::text)"))
  owner     String   @default(dbgenerated("CURRENT_USER"))
}
`,
      );
    },
  },
];
