import { beginningsOf } from '../beginnings';
import { FIRST, MIGRATED, ONE_BEHIND, SECOND, USER, USER_SQL } from '../material';
import type { Situation } from '../situation';

const run = 'migrate reset --force';
const ROW = `INSERT INTO "User" (name) VALUES ('kept')`;
const SEED = { 'seed.js': "require('node:fs').writeFileSync('sown', '');" };
const SOWS = "migrations: { path: 'prisma/migrations', seed: 'node seed.js' }";

export const situations: Situation[] = [
  ...beginningsOf({ run, help: ['Usage', '--force'] }),
  {
    ...MIGRATED,
    situation: 'in a terminal, and yes',
    sql: '',
    before: ROW,
    run: 'migrate reset',
    typed: [['All data will be lost', 'y']],
    shows: ['Database reset successful'],
    rows: ['SELECT name FROM "User"', []],
  },
  {
    ...MIGRATED,
    situation: 'in a terminal, and no',
    before: ROW,
    run: 'migrate reset',
    typed: [['All data will be lost', 'n']],
    status: 130,
    shows: ['Reset cancelled'],
    rows: ['SELECT name FROM "User"', [{ name: 'kept' }]],
  },
  {
    ...MIGRATED,
    situation: 'no terminal and no --force: nothing is done',
    before: ROW,
    run: 'migrate reset',
    status: 1,
    err: ['non-interactive', '--force'],
    rows: ['SELECT name FROM "User"', [{ name: 'kept' }]],
  },
  {
    ...ONE_BEHIND,
    situation: '--force applies all, the new one too',
    everyServer: true,
    before: `${ROW}; CREATE TABLE stranger (id int); CREATE VIEW seen AS SELECT 1 AS one; CREATE TYPE mood AS ENUM ('ok')`,
    run,
    out: ['applied', SECOND],
    tables: ['public.Post', 'public.User'],
    history: [FIRST, SECOND],
    rows: ['SELECT name FROM "User"', []],
  },
  {
    situation: 'without migrations: an empty database',
    schema: USER,
    sql: USER_SQL,
    run,
    shows: ['Database reset successful'],
    tables: [],
  },
  {
    situation: 'the database does not exist: it is created',
    schema: USER,
    migrations: { [FIRST]: USER_SQL },
    url: (address) => `${address}_new`,
    run,
    shows: ['created', FIRST],
  },
  {
    ...MIGRATED,
    situation: 'does not seed: that is a separate command in Prisma 7',
    config: SOWS,
    files: SEED,
    run,
    wrote: { sown: null },
  },
  {
    situation: 'a migration fails while all is replayed: P3018, and the history shows it',
    schema: USER,
    migrations: { [FIRST]: USER_SQL, [SECOND]: 'SELECT 1/0;' },
    run,
    status: 1,
    err: ['P3018', SECOND, 'division by zero'],
    history: [FIRST, `${SECOND}!`],
  },
  {
    situation: 'only the schema of the URL is emptied',
    schema: USER,
    migrations: { [FIRST]: USER_SQL },
    url: (address) => `${address}?schema=tenant`,
    sql: 'CREATE TABLE public.theirs (id int); CREATE SCHEMA tenant; CREATE TABLE tenant.old (id int)',
    run,
    tables: ['public.theirs', 'tenant.User'],
  },
  {
    ...MIGRATED,
    situation: 'by an AI agent: needs the consent of a user',
    run,
    before: ROW,
    environment: { CLAUDECODE: '1' },
    status: 1,
    shows: ['PRISMA_USER_CONSENT_FOR_DANGEROUS_AI_ACTION'],
    rows: ['SELECT name FROM "User"', [{ name: 'kept' }]],
  },
];
