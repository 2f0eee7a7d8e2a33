import { beginningsOf } from '../beginnings';
import { FOLDER, USER, USER_SQL } from '../material';
import { head, type Situation } from '../situation';

const run = 'db pull';
const FILE = 'prisma/schema.prisma';
const SCHEMAS = (list: string) => ({ [FILE]: head(`  schemas = [${list}]\n`) });
const TWO =
  'CREATE SCHEMA base; CREATE SCHEMA more; CREATE TABLE base.a (id int PRIMARY KEY); CREATE TABLE more.b (id int PRIMARY KEY)';

export const situations: Situation[] = [
  ...beginningsOf({ run, help: ['Usage', '--print', '--force'] }),
  {
    situation: 'an empty database: P4001',
    run,
    status: 1,
    err: ['P4001', 'The introspected database was empty'],
  },
  {
    situation: 'the database does not exist: P1003',
    url: (address) => `${address}_none`,
    run,
    status: 1,
    err: ['P1003'],
  },
  {
    situation: 'tables become models',
    everyServer: true,
    sql: USER_SQL,
    run,
    shows: ['Introspected 1 model'],
    wrote: { [FILE]: /model User \{\s+id +Int +@id @default\(autoincrement\(\)\)\s+name +String\?/ },
  },
  {
    situation: '--print writes nothing',
    sql: USER_SQL,
    run: 'db pull --print',
    out: ['model User'],
    wrote: { [FILE]: /^(?![\s\S]*model)/ },
  },
  {
    situation: 'relations, enums, indexes and comments on keys',
    sql: `CREATE TYPE mood AS ENUM ('ok', 'bad'); ${USER_SQL} CREATE TABLE day (id int PRIMARY KEY, user_id int REFERENCES "User"(id) ON DELETE CASCADE, m mood DEFAULT 'ok'); CREATE INDEX by_user ON day (user_id)`,
    run: 'db pull --print',
    out: [
      /enum mood \{\s+ok\s+bad\s+\}/,
      /@relation\(fields: \[user_id\], references: \[id\], onDelete: Cascade, onUpdate: NoAction\)/,
      '@@index([user_id], map: "by_user")',
      /m +mood\? +@default\(ok\)/,
    ],
  },
  {
    situation: 'a table without a key is commented out',
    sql: 'CREATE TABLE bare (a int)',
    run: 'db pull --print',
    out: ['@@ignore'],
    shows: ['valid unique identifier'],
  },
  {
    situation: 'manual changes stay: names, comments',
    schema: USER.replace('model User', '/// The people.\nmodel Person').replace(
      '\n}',
      '\n\n  @@map("User")\n}',
    ),
    sql: USER_SQL,
    run: 'db pull --print',
    out: ['/// The people.', 'model Person', '@@map("User")'],
  },
  {
    situation: '--force discards manual changes',
    schema: USER.replace('model User', 'model Person').replace('\n}', '\n\n  @@map("User")\n}'),
    sql: USER_SQL,
    run: 'db pull --print --force',
    out: ['model User'],
  },
  {
    situation: 'an invalid schema: P1012',
    schema: 'model A {\n  id Strin @id\n}\n',
    sql: USER_SQL,
    run,
    status: 1,
    shows: ['P1012'],
  },
  {
    situation: 'an invalid schema, --force: written from scratch',
    schema: 'model A {\n  id Strin @id\n}\n',
    sql: USER_SQL,
    run: 'db pull --force',
    shows: ['Introspected 1 model'],
  },
  {
    situation: 'several Postgres schemas',
    files: SCHEMAS('"base", "more"'),
    sql: TWO,
    run: 'db pull --print',
    out: ['@@schema("base")', '@@schema("more")'],
  },
  {
    situation: 'one of several Postgres schemas',
    files: SCHEMAS('"base"'),
    sql: TWO,
    run: 'db pull --print',
    out: ['model a'],
    hides: ['model b'],
  },
  {
    situation: 'a Postgres schema that does not exist: P4001',
    files: SCHEMAS('"nowhere"'),
    sql: TWO,
    run,
    status: 1,
    err: ['P4001'],
  },
  {
    situation: 'a Postgres schema that does not exist, next to one that does',
    files: SCHEMAS('"nowhere", "base"'),
    sql: TWO,
    run: 'db pull --print',
    out: ['model a'],
  },
  {
    situation: 'an empty list of Postgres schemas: P1012',
    files: SCHEMAS(''),
    sql: TWO,
    run,
    status: 1,
    shows: ['P1012'],
  },
  {
    situation: 'views without the preview: not shown',
    sql: `${USER_SQL} CREATE VIEW seen AS SELECT id FROM "User"`,
    run: 'db pull --print',
    hides: ['view seen'],
  },
  {
    situation: 'views with the preview: a block, and its definition in a file',
    files: {
      [FILE]: `${head()}generator client {\n  provider = "prisma-client"\n  output = "../generated"\n  previewFeatures = ["views"]\n}\n`,
    },
    sql: `${USER_SQL} CREATE VIEW seen AS SELECT id FROM "User"`,
    config: "experimental: {}, views: { path: 'prisma/views' }",
    run,
    wrote: { [FILE]: 'view seen', 'prisma/views/public/seen.sql': 'SELECT' },
  },
  {
    ...FOLDER,
    situation: 'a folder: no change, no edit',
    files: { 'prisma/schema/a.prisma': `${head()}// mine\n${USER}` },
    sql: USER_SQL,
    run,
    wrote: { 'prisma/schema/a.prisma': 'model User', 'prisma/schema/introspected.prisma': null },
  },
  {
    ...FOLDER,
    situation: 'a folder: a new field goes to its model',
    files: { 'prisma/schema/a.prisma': head(), 'prisma/schema/b.prisma': USER },
    sql: `${USER_SQL} ALTER TABLE "User" ADD age int`,
    run,
    wrote: { 'prisma/schema/b.prisma': /age +Int\?/ },
  },
  {
    ...FOLDER,
    situation: 'a folder: a model that does not exist any more is removed',
    files: {
      'prisma/schema/a.prisma': head(),
      'prisma/schema/b.prisma': `${USER}model Lost {\n  id Int @id\n}\n`,
    },
    sql: USER_SQL,
    run,
    wrote: { 'prisma/schema/b.prisma': /^(?![\s\S]*Lost)/ },
  },
  {
    situation: 'an invalid database URL: P1013',
    url: () => 'nonsense',
    run,
    status: 1,
    err: ['P1013'],
    differs:
      'The native engine has a different message for db pull; this one has the same as for all commands.',
  },
  {
    situation: 'a Postgres schema, by the URL',
    url: (address) => `${address}?schema=more`,
    sql: TWO,
    run: 'db pull --print',
    out: ['model b'],
    hides: ['model a'],
  },
];
