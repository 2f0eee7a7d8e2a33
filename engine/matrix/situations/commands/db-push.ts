import { beginningsOf } from '../beginnings';
import { POST, USER, USER_SQL } from '../material';
import { head, type Situation } from '../situation';

const run = 'db push';
const ROW = `INSERT INTO "User" (name) VALUES ('kept')`;
const NAMES = 'SELECT name FROM "User"';
const WITHOUT_NAME = 'model User {\n  id Int @id @default(autoincrement())\n}\n';
const IN_PLACE = { schema: USER, sql: `${USER_SQL} ${ROW}` } as const;
const REQUIRED = USER.replace('String?', 'String?\n  age  Int');

export const situations: Situation[] = [
  ...beginningsOf({ run, help: ['Usage', '--accept-data-loss', '--force-reset'] }),
  {
    situation: 'an empty database',
    everyServer: true,
    schema: USER + POST,
    run,
    out: ['now in sync with your Prisma schema'],
    tables: ['public.Post', 'public.User'],
  },
  { ...IN_PLACE, situation: 'already in sync', run, out: ['already in sync'] },
  {
    ...IN_PLACE,
    situation: 'data would be lost, no terminal: reports which option',
    schema: WITHOUT_NAME,
    run,
    status: 1,
    shows: ['drop the column `name`', '--accept-data-loss'],
    rows: [NAMES, [{ name: 'kept' }]],
  },
  {
    ...IN_PLACE,
    situation: 'data would be lost: yes in the terminal',
    schema: WITHOUT_NAME,
    run,
    typed: [['ignore the warning', 'y']],
    shows: ['now in sync'],
    rows: ['SELECT * FROM "User"', [{ id: 1 }]],
  },
  {
    ...IN_PLACE,
    situation: 'data would be lost: no in the terminal',
    schema: WITHOUT_NAME,
    run,
    typed: [['ignore the warning', 'n']],
    status: 130,
    shows: ['Push cancelled'],
    rows: [NAMES, [{ name: 'kept' }]],
  },
  {
    ...IN_PLACE,
    situation: '--accept-data-loss',
    schema: WITHOUT_NAME,
    run: 'db push --accept-data-loss',
    shows: ['now in sync'],
    rows: ['SELECT * FROM "User"', [{ id: 1 }]],
  },
  {
    ...IN_PLACE,
    situation: 'a change that cannot be executed on the rows',
    schema: REQUIRED,
    run,
    status: 1,
    shows: ['Added the required column `age`', '--force-reset'],
    rows: [NAMES, [{ name: 'kept' }]],
  },
  {
    ...IN_PLACE,
    situation: 'a change that cannot be executed on the rows, --force-reset: the rows are deleted',
    schema: REQUIRED,
    run: 'db push --force-reset',
    shows: ['successfully reset', 'now in sync'],
    rows: ['SELECT * FROM "User"', []],
  },
  {
    ...IN_PLACE,
    situation: '--force-reset by an AI agent: needs the consent of a user',
    run: 'db push --force-reset',
    environment: { CLAUDECODE: '1' },
    status: 1,
    shows: ['PRISMA_USER_CONSENT_FOR_DANGEROUS_AI_ACTION'],
    rows: [NAMES, [{ name: 'kept' }]],
  },
  {
    ...IN_PLACE,
    situation: '--accept-data-loss by an AI agent: needs the consent of a user',
    run: 'db push --accept-data-loss',
    environment: { CLAUDECODE: '1' },
    status: 1,
    shows: ['PRISMA_USER_CONSENT_FOR_DANGEROUS_AI_ACTION'],
  },
  {
    situation: 'the database does not exist: it is created',
    schema: USER,
    url: (address) => `${address}_new`,
    run,
    shows: ['created', 'now in sync'],
  },
  {
    situation: 'external tables are left alone',
    schema: USER,
    config: "experimental: { externalTables: true }, tables: { external: ['public.theirs'] }",
    sql: 'CREATE TABLE theirs (id int)',
    run,
    tables: ['public.User', 'public.theirs'],
  },
  {
    situation: 'a table that the schema does not know: dropped when it is empty',
    schema: USER,
    sql: 'CREATE TABLE stranger (id int)',
    run,
    tables: ['public.User'],
  },
  {
    situation: 'several Postgres schemas, --force-reset',
    schema: null,
    files: {
      'prisma/schema.prisma': `${head('  schemas = ["one", "two"]\n')}model A {\n  id Int @id\n\n  @@schema("one")\n}\nmodel B {\n  id Int @id\n\n  @@schema("two")\n}\n`,
    },
    sql: 'CREATE SCHEMA one; CREATE TABLE one.old (id int)',
    run: 'db push --force-reset',
    shows: ['successfully reset'],
    tables: ['one.A', 'two.B'],
  },
  {
    situation: 'a native type of another database: P1012',
    schema: 'model A {\n  id Int @id @db.TinyInt\n}\n',
    run,
    status: 1,
    shows: ['P1012', 'TinyInt'],
    tables: [],
  },
  {
    situation: 'an invalid database URL: P1013',
    schema: USER,
    url: () => 'nonsense',
    run,
    status: 1,
    err: ['P1013', 'The scheme is not recognized in database URL'],
  },
  {
    situation: 'no history is created',
    schema: USER,
    run,
    rows: ["SELECT to_regclass('_prisma_migrations') AS history", [{ history: null }]],
  },
];
