import { FIRST, MIGRATED, USER, USER_SQL } from '../../material';
import { head, type Situation } from '../../situation';

const run = 'migrate dev --name next';

/** What the schema says. */
export const situations: Situation[] = [
  {
    situation: 'the schema is invalid: P1012 with the position',
    schema: 'model User {\n  id Int @id\n  name Strin\n}\n',
    run,
    status: 1,
    shows: ['P1012', 'schema.prisma:', 'Strin'],
    tables: [],
  },
  {
    situation: 'native types',
    schema:
      'model Thing {\n  id BigInt @id @default(autoincrement()) @db.BigInt\n  a String @db.VarChar(40)\n  b Decimal @db.Decimal(8, 3)\n  c DateTime @db.Timestamptz(3)\n  d Bytes @db.ByteA\n  e Json @db.JsonB\n  f Int @db.SmallInt\n  g Float @db.Real\n  h String @db.Uuid\n  i String @db.Inet\n}\n',
    run,
    wrote: {
      'prisma/migrations/*/migration.sql':
        /BIGSERIAL[\s\S]*VARCHAR\(40\)[\s\S]*DECIMAL\(8,3\)[\s\S]*TIMESTAMPTZ\(3\)[\s\S]*BYTEA[\s\S]*JSONB[\s\S]*SMALLINT[\s\S]*REAL[\s\S]*UUID[\s\S]*INET/,
    },
    next: [{ run: 'migrate dev', shows: ['Already in sync'] }],
  },
  {
    situation: 'a list of an enum is read back as such',
    schema: 'enum Mood {\n  OK\n  BAD\n}\nmodel Day {\n  id Int @id\n  moods Mood[]\n}\n',
    run,
    shows: ['now in sync'],
    next: [
      { run: 'migrate dev', shows: ['Already in sync'] },
      { run: 'db pull --print', out: [/moods +Mood\[\]/] },
    ],
  },
  {
    situation: 'external tables are left alone',
    schema: USER,
    config: "experimental: { externalTables: true }, tables: { external: ['public.theirs'] }",
    sql: 'CREATE TABLE theirs (id int)',
    run,
    shows: ['now in sync'],
    tables: ['public.User', 'public.theirs'],
  },
  {
    ...MIGRATED,
    situation: 'a relation: the key and its index',
    schema: `${USER.replace('String?', 'String?\n  posts Post[]')}model Post {\n  id Int @id\n  userId Int\n  user User @relation(fields: [userId], references: [id])\n\n  @@index([userId])\n}\n`,
    run,
    wrote: {
      'prisma/migrations/*/migration.sql':
        /CREATE INDEX "Post_userId_idx"[\s\S]*ADD CONSTRAINT "Post_userId_fkey" FOREIGN KEY/,
    },
  },
  {
    ...MIGRATED,
    situation: 'a renamed index is renamed, not created again',
    schema: USER.replace('\n}', '\n\n  @@index([name], map: "by_name")\n}'),
    migrations: { [FIRST]: `${USER_SQL}\nCREATE INDEX "User_name_idx" ON "User"("name");` },
    run,
    wrote: { 'prisma/migrations/*/migration.sql': 'ALTER INDEX "User_name_idx" RENAME TO "by_name"' },
  },
  {
    situation: 'several Postgres schemas',
    schema: null,
    files: {
      'prisma/schema.prisma': `${head('  schemas = ["one", "two"]\n')}model A {\n  id Int @id\n\n  @@schema("one")\n}\nmodel B {\n  id Int @id\n\n  @@schema("two")\n}\n`,
    },
    run,
    tables: ['one.A', 'two.B'],
    next: [{ run: 'migrate dev', shows: ['Already in sync'] }],
  },
];
